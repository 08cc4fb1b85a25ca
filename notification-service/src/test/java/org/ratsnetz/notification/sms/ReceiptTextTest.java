package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.notification.sms.Receipt.State;

class ReceiptTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id:1234567890 sub:001 dlvrd:001 submit date:2611241200 done date:2611241201 stat:DELIVRD err:000 text:Rat | 1234567890 | DELIVERED | DELIVRD 000",
                "id:a0-F.9 stat:UNDELIV err:0x1A                         | a0-F.9 | UNDELIVERABLE | UNDELIV 0x1A",
                "ID:7 SUB:001 STAT:EXPIRED ERR:12                        | 7 | EXPIRED | EXPIRED 12",
                "stat:REJECTD id:8                                       | 8 | UNDELIVERABLE | REJECTD",
                "id:9 stat:SKIPPED err:001 text:id:10 stat:DELIVRD       | 9 | UNKNOWN | SKIPPED 001"
            })
    void theTextFormIsReadInWhateverOrderItHas(String text, String reference, State state, String detail) {
        assertThat(ReceiptText.of(receipt(text))).contains(new ReceiptText(reference, new Receipt(state, detail)));
    }

    @Test
    void fieldsComeBeforeTheText() {
        DeliverSm receipt = receipt("id:other stat:UNDELIV err:005");
        receipt.setOptionalParameters(
                new OptionalParameter.Receipted_message_id("abc-1"),
                new OptionalParameter.Message_state((byte) 2),
                new OptionalParameter.Network_error_code(new byte[] {3, 1, 2}));
        assertThat(ReceiptText.of(receipt))
                .contains(new ReceiptText("abc-1", new Receipt(State.DELIVERED, "DELIVRD 258")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Danke!",
                "id: stat:DELIVRD",
                "id:1",
                "stat:DELIVRD",
                "id:ä stat:DELIVRD",
                "xid:1 stat:DELIVRD"
            })
    void whatNamesNoMessageOrNoStateIsNone(String text) {
        assertThat(ReceiptText.of(receipt(text))).isEmpty();
    }

    @Test
    void nothingThatIsSentBreaksTheReading() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(255)];
            random.nextBytes(noise);
            DeliverSm receipt = receipt("id:1 stat:" + new String(noise, StandardCharsets.ISO_8859_1));
            receipt.setOptionalParameters(
                    new OptionalParameter.OctetString(OptionalParameter.Tag.MESSAGE_STATE.code(), noise),
                    new OptionalParameter.OctetString(OptionalParameter.Tag.NETWORK_ERROR_CODE.code(), noise));
            ReceiptText.of(receipt)
                    .ifPresent(read -> assertThat(read.receipt().detail()).hasSizeLessThan(30));
        }
    }

    @Test
    void whatComesFromPhonesIsCountedAndNotPassedOn() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ReceiptIntake intake = new ReceiptIntake(
                (_, _) -> {
                    throw new IllegalStateException("no receipt");
                },
                new SmsMeters(registry),
                Runnable::run,
                ReceiptIntake.AGAIN);
        DeliverSm message = receipt("id:1 stat:DELIVRD");
        message.setEsmClass((byte) 0);
        intake.onAcceptDeliverSm(message);
        intake.onAcceptDeliverSm(receipt("STOP"));
        assertThat(registry.get("ratsnetz.sms.receipts.ignored")
                        .tag("why", "incoming")
                        .counter()
                        .count())
                .isOne();
        assertThat(registry.get("ratsnetz.sms.receipts.ignored")
                        .tag("why", "unreadable")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void aReceiptForWhatNobodyKnowsIsCountedInTheEnd() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AtomicInteger asked = new AtomicInteger();
        ReceiptIntake intake = new ReceiptIntake(
                (_, _) -> {
                    asked.incrementAndGet();
                    return false;
                },
                new SmsMeters(registry),
                Runnable::run,
                Collections.nCopies(3, Duration.ofMillis(1)));
        intake.onAcceptDeliverSm(receipt("id:forged stat:DELIVRD"));
        await().untilAsserted(() -> assertThat(registry.find("ratsnetz.sms.receipts.ignored")
                        .tag("why", "unknown")
                        .counters())
                .singleElement()
                .satisfies(counter -> assertThat(counter.count()).isOne()));
        assertThat(asked).hasValue(4);
    }

    private static DeliverSm receipt(String text) {
        DeliverSm deliver = new DeliverSm();
        deliver.setSmscDeliveryReceipt();
        deliver.setShortMessage(text.getBytes(StandardCharsets.ISO_8859_1));
        return deliver;
    }
}
