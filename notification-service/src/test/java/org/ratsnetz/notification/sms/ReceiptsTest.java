package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.sms.Receipt.State;
import org.ratsnetz.parts.sms.Dials;

/** F17: receipts that come once, twice, late, never, too early, and to one who cannot take them. */
class ReceiptsTest {

    private record Heard(String reference, Receipt receipt) {}

    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private boolean hear(String reference, Receipt receipt) {
        heard.add(new Heard(reference, receipt));
        return true;
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, DELIVERED, DELIVRD 000",
        "ACCEPTD, PENDING, ACCEPTD 001",
        "EXPIRED, EXPIRED, EXPIRED 001",
        "UNDELIV, UNDELIVERABLE, UNDELIV 001",
        "REJECTD, UNDELIVERABLE, REJECTD 001",
        "UNKNOWN, UNKNOWN, UNKNOWN 001"
    })
    void aReceiptTellsWhatBecameOfTheMessage(String told, State state, String detail) {
        try (RelayFixture sms = new RelayFixture(this::hear).bound()) {
            sms.centre.dials().receiptState(told);
            String reference = accepted(sms.send("a"));
            await().untilAsserted(
                            () -> assertThat(heard).containsExactly(new Heard(reference, new Receipt(state, detail))));
            assertThat(sms.count("receipts", "state", state.word())).isOne();
        }
    }

    @Test
    void aReceiptMayComeTwice() {
        try (RelayFixture sms = new RelayFixture(this::hear).bound()) {
            sms.centre.dials().receipts(Dials.Receipts.TWICE);
            String reference = accepted(sms.send("a"));
            await().untilAsserted(() -> assertThat(heard).hasSize(2));
            assertThat(heard).extracting(Heard::reference).containsOnly(reference);
            assertThat(sms.send("b")).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void aReceiptMayComeOverALaterLink() {
        try (RelayFixture sms = new RelayFixture(this::hear).bound()) {
            sms.centre.dials().receiptDelay(Duration.ofMillis(500));
            String reference = accepted(sms.send("a"));
            sms.centre.cutLinks();
            await().untilAsserted(() -> assertThat(heard).hasSize(1));
            assertThat(heard.getFirst().reference()).isEqualTo(reference);
        }
    }

    @Test
    void aReceiptMayNeverCome() {
        try (RelayFixture sms = new RelayFixture(this::hear).bound()) {
            sms.centre.dials().receipts(Dials.Receipts.NEVER);
            accepted(sms.send("a"));
            sms.centre.dials().receipts(Dials.Receipts.ONCE);
            String reference = accepted(sms.send("b"));
            await().untilAsserted(() -> assertThat(heard).hasSize(1));
            assertThat(heard.getFirst().reference()).isEqualTo(reference);
        }
    }

    @Test
    void aReceiptThatOvertakesTheAnswerIsToldAgain() {
        AtomicInteger asked = new AtomicInteger();
        Receipts notYet = (_, _) -> asked.incrementAndGet() > 1;
        try (RelayFixture sms = new RelayFixture(notYet).bound()) {
            accepted(sms.send("a"));
            await().untilAsserted(() ->
                    assertThat(sms.count("receipts", "state", "delivered")).isOne());
            assertThat(asked).hasValue(2);
            assertThat(sms.count("receipts.ignored", "why", "unknown")).isZero();
        }
    }

    @Test
    void aReceiptThatCannotBeKeptComesAgain() {
        AtomicInteger asked = new AtomicInteger();
        Receipts failing = (_, _) -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return true;
        };
        try (RelayFixture sms = new RelayFixture(failing).bound()) {
            accepted(sms.send("a"));
            await().untilAsserted(() ->
                    assertThat(sms.count("receipts", "state", "delivered")).isOne());
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void whoeverIsSlowWithReceiptsDoesNotHoldUpAnswers() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        Receipts waiting = (reference, receipt) -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return hear(reference, receipt);
        };
        try (RelayFixture sms = new RelayFixture(waiting, "response-timeout=5s").bound()) {
            assertThat(sms.sendAtOnce(100)).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(sms.sendAtOnce(100)).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(heard).isEmpty();
            slow.countDown();
            await().untilAsserted(() -> assertThat(heard)
                    .extracting(Heard::reference)
                    .containsOnlyOnceElementsOf(
                            heard.stream().map(Heard::reference).toList())
                    .hasSize(200));
            assertThat(sms.count("submits", "result", "unknown")).isZero();
        }
    }

    private static String accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).reference();
    }
}
