package org.ratsnetz.notification.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.ratsnetz.notification.sms.PhoneNumberRefused.Reason;

/**
 * A number that text messages can be sent to, in its one spelling: two spellings of a number are one person.
 *
 * @param e164 international form of ITU-T E.164, {@code +4915112345678}
 */
public record PhoneNumber(String e164) {

    /** Where numbers without a country's code are from. */
    public static final String REGION = "DE";

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    // blanks of all kinds, and what people write between digits; no letters, which a library would take for digits of a
    // keypad
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\p{Zs}()/.\\-‐-―]{1,40}");
    private static final Set<PhoneNumberType> MOBILE =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    public PhoneNumber {
        if (!isE164(e164)) {
            throw new IllegalArgumentException("No number in the form of E.164");
        }
    }

    /**
     * Reads what a person wrote: {@code 0151 123456-78}, {@code +49 (0) 151/12345678}, {@code 0049 151 12345678}.
     *
     * @throws PhoneNumberRefused when no text message could arrive there; it says why
     */
    public static PhoneNumber parse(String written) {
        String stripped = written.strip();
        if (stripped.isEmpty()) {
            throw new PhoneNumberRefused(Reason.EMPTY);
        }
        if (!WRITTEN.matcher(stripped).matches()) {
            throw new PhoneNumberRefused(Reason.NOT_A_NUMBER);
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        Phonenumber.PhoneNumber number = read(numbers, stripped);
        check(numbers, number);
        return new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164));
    }

    static boolean isE164(String number) {
        return E164.matcher(number).matches();
    }

    private static Phonenumber.PhoneNumber read(PhoneNumberUtil numbers, String written) {
        try {
            return numbers.parse(written, REGION);
        } catch (NumberParseException e) {
            throw new PhoneNumberRefused(
                    switch (e.getErrorType()) {
                        case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD -> Reason.TOO_SHORT;
                        case TOO_LONG -> Reason.TOO_LONG;
                        case INVALID_COUNTRY_CODE -> Reason.NOT_IN_USE;
                        case NOT_A_NUMBER -> Reason.NOT_A_NUMBER;
                    });
        }
    }

    private static void check(PhoneNumberUtil numbers, Phonenumber.PhoneNumber number) {
        switch (numbers.isPossibleNumberWithReason(number)) {
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> throw new PhoneNumberRefused(Reason.TOO_SHORT);
            case TOO_LONG -> throw new PhoneNumberRefused(Reason.TOO_LONG);
            default -> {
                if (!numbers.isValidNumber(number)) {
                    throw new PhoneNumberRefused(Reason.NOT_IN_USE);
                }
                if (!MOBILE.contains(numbers.getNumberType(number))) {
                    throw new PhoneNumberRefused(Reason.NO_MOBILE);
                }
            }
        }
    }
}
