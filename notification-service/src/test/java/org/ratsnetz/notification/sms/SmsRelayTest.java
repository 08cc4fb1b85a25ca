package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.parts.sms.Message;

class SmsRelayTest {

    @Test
    void aMessageArrivesAsItWasWritten() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            Outcome outcome = sms.send("Rat Lüneburg: Sitz neu besetzt");
            assertThat(sms.centre.messages()).singleElement().satisfies(message -> {
                assertThat(outcome).isEqualTo(new Outcome.Accepted(message.id()));
                assertThat(message.text()).isEqualTo("Rat Lüneburg: Sitz neu besetzt");
                assertThat(message.from()).isEqualTo("Ratsnetz");
                assertThat(message.to()).isEqualTo(RelayFixture.NUMBER);
                assertThat(message.headers())
                        .containsEntry("data_coding", "0x00")
                        .containsEntry("esm_class", "0x00")
                        .containsEntry("registered_delivery", "0x01")
                        .containsEntry("source_addr_ton", "0x05")
                        .containsEntry("dest_addr_ton", "0x01");
            });
            assertThat(sms.count("submits", "result", "accepted")).isOne();
        }
    }

    /** Two tables, written apart, agree. */
    @Test
    void everyCharacterArrives() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            List<String> texts = IntStream.range(0x20, 0x2100)
                    .filter(character -> Gsm7.octets(character) != null && !Character.isISOControl(character))
                    .mapToObj(Character::toString)
                    .toList();
            String all = String.join("", texts);
            assertThat(texts).hasSize(128 - 3 + 9);
            assertThat(sms.send(all)).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.send(all + "ł🏛Ж")).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.centre.messages()).extracting(Message::text).containsExactly(all, all + "ł🏛Ж");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Straße ", "Łódź 🏛 "})
    void aLongMessageArrivesInOnePieceAndIsReceiptedOnce(String words) {
        try (RelayFixture sms = new RelayFixture().bound()) {
            String text = words.repeat(2_000).substring(0, words.startsWith("S") ? 918 : 392);
            Outcome outcome = sms.send(text);
            assertThat(sms.centre.submits()).isEqualTo(6);
            assertThat(sms.centre.messages()).singleElement().satisfies(message -> {
                assertThat(message.text()).isEqualTo(text);
                assertThat(message.parts()).isEqualTo(6);
                assertThat(outcome).isEqualTo(new Outcome.Accepted(message.id()));
                assertThat(message.headers()).containsEntry("esm_class", "0x40");
            });
            await().untilAsserted(() ->
                    assertThat(sms.count("receipts", "state", "delivered")).isOne());
        }
    }

    /** In the alphabet's octets this is the header of a part: 05 00 03 01 02 02. */
    @Test
    void aTextCannotPassForAHeader() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            assertThat(sms.send("é@¥£$$Hallo")).isInstanceOf(Outcome.Accepted.class);
            assertThat(sms.centre.messages()).singleElement().satisfies(message -> {
                assertThat(message.text()).isEqualTo("é@¥£$$Hallo");
                assertThat(message.headers()).containsEntry("esm_class", "0x00");
            });
            assertThat(sms.send("\u0005\u0000\u0003\u0001\u0002\u0002Hallo"))
                    .isInstanceOfSatisfying(Outcome.Permanent.class, refused -> {
                        assertThat(refused.code()).isEqualTo("text-control-character");
                        assertThat(refused.recipient()).isFalse();
                    });
            assertThat(sms.centre.submits()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"+491711234567, +491711234567, 0x01", "12345, 12345, 0x03", "Amt 7, Amt 7, 0x05"})
    void theSenderIsTheOneThatWasSet(String setting, String shown, String type) {
        try (RelayFixture sms = new RelayFixture("sender=" + setting).bound()) {
            assertThat(sms.send("x")).isInstanceOf(Outcome.Accepted.class);
            Message message = sms.centre.messages().getFirst();
            assertThat("+" + message.from()).endsWith(shown);
            assertThat(message.headers()).containsEntry("source_addr_ton", type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0B, permanent, true",
        "0x01, permanent, false",
        "0x0A, permanent, false",
        "0x51, permanent, false",
        "0x14, temporary, false",
        "0x58, temporary, false",
        "0x08, temporary, false",
        "0x45, temporary, false",
        "0x401, temporary, false"
    })
    void aRefusalIsToldByItsStatus(String status, String kind, boolean recipient) {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().refuse(RelayFixture.NUMBER, Integer.decode(status));
            String code = "0x%08X".formatted(Integer.decode(status));
            Outcome outcome = sms.send("x");
            if (kind.equals("permanent")) {
                assertThat(outcome).isInstanceOfSatisfying(Outcome.Permanent.class, permanent -> {
                    assertThat(permanent.code()).isEqualTo(code);
                    assertThat(permanent.recipient()).isEqualTo(recipient);
                });
            } else {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Temporary.class,
                                temporary -> assertThat(temporary.code()).isEqualTo(code));
            }
        }
    }

    @Test
    void whatIsNoNumberGoesNowhere() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            Outcome outcome = RelayFixture.outcome(sms.relay.send(new Sms("ref", "015112345678", "x")));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Permanent.class,
                            permanent -> assertThat(permanent.recipient()).isTrue());
            assertThat(sms.centre.submits()).isZero();
        }
    }

    @Test
    void aStopUnbindsAndGivesBackWhatComesAfterIt() {
        try (RelayFixture sms = new RelayFixture().bound()) {
            sms.centre.dials().answerDelay(Duration.ofMillis(300));
            var sent = sms.relay.send(new Sms("ref", RelayFixture.NUMBER, "x"));
            await().until(() -> sms.centre.submits() == 1);
            sms.relay.stop();
            assertThat(RelayFixture.outcome(sent))
                    .as("answered while it stopped")
                    .isInstanceOf(Outcome.Accepted.class);
            await().untilAsserted(() -> assertThat(sms.centre.links()).isZero());
            assertThat(sms.send("y"))
                    .isInstanceOfSatisfying(
                            Outcome.Temporary.class,
                            temporary -> assertThat(temporary.code()).isEqualTo("unbound"));
        }
    }

    @Test
    void aMessageShowsNeitherNumberNorTextInALog() {
        assertThat(new Sms("ref-1", RelayFixture.NUMBER, "Hallo").toString())
                .contains("ref-1")
                .doesNotContain(RelayFixture.NUMBER, "Hallo");
    }
}
