package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.notification.sms.SmsTextRefused.Reason;

class SmsTextTest {

    /** 3GPP TS 23.038, 6.2.1, column by column as it is printed there, without LF, CR and the escape. */
    private static final String ALPHABET = "@Δ 0¡P¿p£_!1AQaq$Φ\"2BRbr¥Γ#3CScsèΛ¤4DTdtéΩ%5EUeuùΠ&6FVfvìΨ'7GWgwòΣ(8HXhx"
            + "ÇΘ)9IYiyΞ*:JZjzØ+;KÄkäøÆ,<LÖlöæ-=MÑmñÅß.>NÜnüåÉ/?O§oà";

    private static final String EXTENSION = "^{}\\[~]|€";

    @Test
    void eachCharacterOfTheAlphabetIsOneOctetAndOfItsExtensionTwo() {
        assertThat(ALPHABET).hasSize(128 - 3);
        ALPHABET.chars().forEach(character -> {
            SmsText text = SmsText.of("x" + Character.toString(character));
            assertThat(text.ucs2()).as(text.text()).isFalse();
            assertThat(text.octets().getFirst()).as(text.text()).hasSize(2);
        });
        EXTENSION.chars().forEach(character -> {
            SmsText text = SmsText.of("x" + Character.toString(character));
            assertThat(text.ucs2()).as(text.text()).isFalse();
            assertThat(text.octets().getFirst()).as(text.text()).hasSize(3);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "@, 00", "£, 01", "è, 04", "Ç, 09", "Ø, 0B", "Δ, 10", "Ξ, 1A", "É, 1F", "¤, 24", "¡, 40", "Ä, 5B", "Ö, 5C",
        "Ñ, 5D", "Ü, 5E", "§, 5F", "¿, 60", "ä, 7B", "ö, 7C", "ñ, 7D", "ü, 7E", "à, 7F", "ß, 1E", "€, 1B65", "[, 1B3C",
        "|, 1B40"
    })
    void charactersStandWhereTheStandardHasThem(String character, String octets) {
        assertThat(SmsText.of(character).octets().getFirst()).asHexString().isEqualTo(octets);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1, 1",
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "a, 918, 6",
        "€, 80, 1",
        "€, 81, 2",
        "€, 152, 2",
        "€, 153, 3",
        "€, 456, 6",
        "ł, 70, 1",
        "ł, 71, 2",
        "ł, 134, 2",
        "ł, 135, 3",
        "ł, 402, 6",
        "🏛, 35, 1",
        "🏛, 36, 2",
        "🏛, 66, 2",
        "🏛, 67, 3",
        "🏛, 198, 6"
    })
    void partsAreCountedAsPhonesCountThem(String character, int times, int parts) {
        SmsText text = SmsText.of(character.repeat(times));
        assertThat(text.parts()).isEqualTo(parts);
        int most = text.ucs2() ? (parts == 1 ? 140 : 134) : (parts == 1 ? 160 : 153);
        assertThat(text.octets())
                .hasSize(parts)
                .allSatisfy(part -> assertThat(part.length).isBetween(1, most));
    }

    @ParameterizedTest
    @CsvSource({"a, 919", "€, 457", "ł, 403", "🏛, 199"})
    void aTextOfMoreThanSixPartsIsRefused(String character, int times) {
        assertThatThrownBy(() -> SmsText.of(character.repeat(times)))
                .isInstanceOfSatisfying(
                        SmsTextRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LONG));
    }

    @Test
    void noControlCharacterPasses() {
        IntStream.rangeClosed(0, 0x2fff)
                .filter(character -> Character.isISOControl(character)
                        || List.of(0x2028, 0x2029, 0x202e, 0x2066).contains(character))
                .forEach(character -> assertThatThrownBy(() -> SmsText.of("a" + Character.toString(character) + "b"))
                        .as("U+%04X", character)
                        .isInstanceOfSatisfying(
                                SmsTextRefused.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.CONTROL_CHARACTER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0"})
    void anEmptyTextIsRefused(String text) {
        assertThatThrownBy(() -> SmsText.of(text)).isInstanceOf(SmsTextRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83c", "\udfdb b"})
    void halfACharacterIsRefused(String text) {
        assertThatThrownBy(() -> SmsText.of(text))
                .isInstanceOfSatisfying(
                        SmsTextRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN_CHARACTER));
    }

    @RepeatedTest(20)
    void whatIsReadIsWhatWasWritten(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            String written = anyText(random);
            SmsText text = SmsText.of(written);
            assertThat(SmsText.decode(text.ucs2(), text.octets())).isEqualTo(written);
            assertThat(text.parts()).isBetween(1, SmsText.MOST_PARTS);
            boolean inAlphabet = written.chars().allMatch(c -> (ALPHABET + EXTENSION).indexOf(c) >= 0);
            assertThat(text.ucs2()).isEqualTo(!inAlphabet);
        }
    }

    /** Half of them in the alphabet, some with signs from anywhere; short enough for six parts at its worst. */
    private static String anyText(Random random) {
        boolean anywhere = random.nextBoolean();
        int length = 1 + random.nextInt(anywhere ? 180 : 450);
        String text = IntStream.range(0, length)
                .map(_ -> anywhere && random.nextInt(4) == 0 ? anySign(random) : known(random))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return text.isBlank() ? "x" : text;
    }

    private static int known(Random random) {
        String signs = random.nextInt(6) == 0 ? EXTENSION : ALPHABET;
        return signs.charAt(random.nextInt(signs.length()));
    }

    private static int anySign(Random random) {
        while (true) {
            int sign = random.nextInt(random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT);
            boolean fit = switch (Character.getType(sign)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR -> false;
                case Character.PARAGRAPH_SEPARATOR -> false;
                default -> true;
            };
            if (fit) {
                return sign;
            }
        }
    }
}
