package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsmpp.session.AbstractSession;
import org.jsmpp.util.Sequence;
import org.junit.jupiter.api.Test;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.parts.sms.Message;
import org.springframework.boot.health.contributor.Status;

/** F17 without its receipts. */
class SmsFaultsTest {

    @Test
    void noMoreThanTheWindowHoldsAreUnanswered() {
        try (RelayFixture sms = new RelayFixture("window=10", "patience=300ms").bound()) {
            sms.centre.dials().answerDelay(Duration.ofMillis(700));
            Thread watched = Thread.startVirtualThread(() -> await().until(() -> sms.gauge("unanswered") == 10));
            List<Outcome> outcomes = sms.sendAtOnce(25);
            assertThat(watched.isAlive()).isFalse();
            assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(10);
            assertThat(codes(outcomes)).isEqualTo(Map.of("window-full", 15L));
            assertThat(sms.centre.submits()).isEqualTo(10);
            assertThat(sms.gauge("unanswered")).isZero();
        }
    }

    @Test
    void waitingMessagesGoAsTheWindowEmpties() {
        try (RelayFixture sms = new RelayFixture("window=100").bound()) {
            sms.centre.dials().answerDelay(Duration.ofMillis(20));
            assertThat(sms.sendAtOnce(1_000)).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(sms.centre.messages())
                    .extracting(Message::text)
                    .doesNotHaveDuplicates()
                    .hasSize(1_000);
        }
    }

    @Test
    void aThrottledMessageIsGivenBackAndTheNextOnesPause() {
        try (RelayFixture sms = new RelayFixture("patience=10ms").bound()) {
            sms.centre.dials().throttleEvery(1);
            assertThat(codes(List.of(sms.send("a")))).containsOnlyKeys("0x00000058");
            assertThat(codes(List.of(sms.send("b")))).as("within the pause").containsOnlyKeys("throttled");
            sms.centre.dials().throttleEvery(0);
            await().untilAsserted(() -> assertThat(sms.send("c")).isInstanceOf(Outcome.Accepted.class));
            assertThat(sms.count("submits", "result", "throttled")).isOne();
        }
    }

    @Test
    void aMessageThatHasBegunIsBroughtToItsEndThoughThrottled() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().throttleEvery(2);
            assertThat(sms.send("a".repeat(400))).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.centre.submits()).as("each part is taken once").isEqualTo(3);
            assertThat(sms.centre.messages()).extracting(Message::text).containsExactly("a".repeat(400));
        }
    }

    @Test
    void whileBindsAreRefusedMessagesAreGivenBackAndThenGo() {
        try (RelayFixture sms = new RelayFixture("patience=50ms").bound()) {
            SmsHealth health = new SmsHealth(sms.relay);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            sms.centre.dials().refuseBinds(0x0d);
            sms.centre.cutLinks();
            await().until(() -> sms.count("binds.failed") >= 2);
            assertThat(codes(List.of(sms.send("a")))).containsOnlyKeys("unbound");
            assertThat(health.health().getStatus()).isEqualTo(new Status("DEGRADED"));
            assertThat(health.health().getDetails())
                    .extractingByKey("trouble")
                    .asString()
                    .contains("0000000d");
            assertThat(sms.gauge("bound")).isZero();
            sms.centre.dials().refuseBinds(0);
            sms.bound();
            assertThat(sms.send("b")).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.gauge("bound")).isOne();
        }
    }

    @Test
    void aWrongPasswordAndAnEmptyPortAreTroublesThatAreNamed() {
        try (RelayFixture sms = new RelayFixture("password=falsch")) {
            await().untilAsserted(() -> assertThat(sms.relay.trouble())
                    .hasValueSatisfying(
                            trouble -> assertThat(trouble).contains("0000000e").doesNotContain("falsch")));
            SmsRelay alone = RelayFixture.relay(Ports.free());
            await().untilAsserted(() -> assertThat(alone.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("refused")));
            alone.stop();
        }
    }

    @Test
    void whatALinkTakesWithItIsSentOnceMoreWithTheSameReference() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().cutAfter(100, 1);
            long since = System.nanoTime();
            assertThat(sms.sendAtOnce(100)).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("nobody waits for answers of a link that is gone")
                    .isLessThan(Duration.ofSeconds(5));
            Map<String, List<Message>> copies =
                    sms.centre.messages().stream().collect(Collectors.groupingBy(Message::text));
            assertThat(copies.keySet())
                    .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "Nr. " + i).collect(Collectors.toSet()));
            assertThat(copies.values())
                    .allSatisfy(messages -> assertThat(messages)
                            .hasSize(2)
                            .extracting(message -> message.headers().get("user_message_reference"))
                            .containsOnly("0x%02X"
                                    .formatted(Segment.reference("ref-"
                                                    + messages.getFirst().text().substring(4))
                                            & 0xffff)));
            assertThat(sms.count("repeated")).isEqualTo(100);
        }
    }

    @Test
    void whatIsLostTwiceIsGivenBackAndNotSentAThirdTime() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().cutAfter(1, 2);
            assertThat(codes(List.of(sms.send("a")))).containsOnlyKeys("disconnected");
            assertThat(sms.centre.messages()).hasSize(2);
        }
    }

    @Test
    void onlyTheLostPartOfAMessageIsRepeated() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().answerDelay(Duration.ofMillis(300));
            var sent = sms.relay.send(new Sms("ref", RelayFixture.NUMBER, "a".repeat(300)));
            await().until(() -> sms.centre.submits() == 2);
            sms.centre.cutLinks();
            assertThat(RelayFixture.outcome(sent)).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.centre.submits()).isEqualTo(3);
            assertThat(sms.centre.messages()).hasSize(1);
        }
    }

    @Test
    void whatIsNotAnsweredInTimeIsRepeatedOnce() {
        try (RelayFixture sms = new RelayFixture("response-timeout=300ms").bound()) {
            sms.centre.dials().answerDelay(Duration.ofSeconds(2));
            assertThat(codes(List.of(sms.send("a")))).containsOnlyKeys("timeout");
            assertThat(sms.centre.submits()).isEqualTo(2);
            assertThat(sms.count("submits", "result", "unknown")).isEqualTo(2);
            sms.centre.dials().answerDelay(Duration.ZERO);
            assertThat(sms.send("b")).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void aLinkThatIsDeadIsNoticedAndReplaced() throws Exception {
        try (SilentCentre silent = new SilentCentre()) {
            SmsRelay relay = RelayFixture.relay(silent.port(), "enquire-link=100ms", "response-timeout=200ms");
            await().untilAsserted(() -> assertThat(silent.binds()).isGreaterThanOrEqualTo(3));
            relay.stop();
        }
    }

    @Test
    void aCommandThatClaimsToBeHugeEndsTheLinkAndNothingElse() throws Exception {
        try (SilentCentre silent = new SilentCentre().thatSends(0x7fff_fff0)) {
            SmsRelay relay = RelayFixture.relay(silent.port(), "response-timeout=200ms");
            await().untilAsserted(() -> assertThat(silent.binds()).isGreaterThanOrEqualTo(3));
            relay.stop();
        }
    }

    @Test
    void sequenceNumbersStartAnewAfterTheLastOne() throws Exception {
        try (RelayFixture sms = new RelayFixture().bound()) {
            setSequence(sms, Integer.MAX_VALUE - 5);
            sms.centre.dials().answerDelay(Duration.ofMillis(100));
            assertThat(sms.sendAtOnce(20)).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(sms.centre.messages())
                    .extracting(message -> message.headers().get("sequence_number"))
                    .contains("0x7FFFFFFF", "0x01")
                    .doesNotHaveDuplicates()
                    .hasSize(20);
        }
    }

    /** The library has no setting for it. */
    private static void setSequence(RelayFixture sms, int value) throws ReflectiveOperationException {
        Object link = field(SmsRelay.class, "link").get(sms.relay);
        Object bound = field(Link.class, "session").get(link);
        Object session = field(BoundSession.class, "session").get(bound);
        Object sequence = field(AbstractSession.class, "sequence").get(session);
        field(Sequence.class, "value").setInt(sequence, value);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Map<String, Long> codes(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Temporary.class::isInstance)
                .map(Outcome.Temporary.class::cast)
                .collect(Collectors.groupingBy(Outcome.Temporary::code, Collectors.counting()));
    }
}
