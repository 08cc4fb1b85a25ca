package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.notification.sms.PhoneNumberRefused.Reason;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+4915112345678        | +4915112345678",
                "0151 12345678         | +4915112345678",
                "0151/123 456-78       | +4915112345678",
                "(0151) 12345678       | +4915112345678",
                "0151\u00a012345678    | +4915112345678",
                "0151–12345678         | +4915112345678",
                "+49 (0) 151 12345678  | +4915112345678",
                "+49 0151 12345678     | +4915112345678",
                "0049 151 12345678     | +4915112345678",
                "+43 664 1234567       | +436641234567",
                "+1 201 555 0123       | +12015550123"
            })
    void allSpellingsOfANumberAreOne(String written, String e164) {
        assertThat(PhoneNumber.parse(written)).isEqualTo(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | EMPTY",
                "' '                      | EMPTY",
                "anrufen                  | NOT_A_NUMBER",
                "0151 FLOWERS             | NOT_A_NUMBER",
                "0151 12345678 ext. 3     | NOT_A_NUMBER",
                "tel:+4915112345678       | NOT_A_NUMBER",
                "0151 12345678, 0151 9    | NOT_A_NUMBER",
                "٠١٥١١٢٣٤٥٦٧٨             | NOT_A_NUMBER",
                "--                       | NOT_A_NUMBER",
                "0151 123                 | NOT_IN_USE",
                "+49 151                  | TOO_SHORT",
                "1                        | NOT_A_NUMBER",
                "0151 123456789012345     | TOO_LONG",
                "+999 151 12345678        | NOT_IN_USE",
                "+49 150 00               | NOT_IN_USE",
                "030 123456               | NO_MOBILE",
                "0800 1234567             | NO_MOBILE",
                "0900 1123456             | NO_MOBILE",
                "110                      | TOO_SHORT"
            })
    void whatNoTextMessageReachesIsRefusedWithItsReason(String written, Reason reason) {
        assertThatThrownBy(() -> PhoneNumber.parse(written))
                .isInstanceOfSatisfying(
                        PhoneNumberRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aRefusalDoesNotRepeatTheNumber() {
        assertThatThrownBy(() -> PhoneNumber.parse("030 123456")).hasMessageNotContaining("123456");
    }

    @Test
    void onlyTheFormOfE164IsANumber() {
        assertThatThrownBy(() -> new PhoneNumber("015112345678")).isInstanceOf(IllegalArgumentException.class);
    }
}
