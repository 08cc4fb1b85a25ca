package org.ratsnetz.standalone.inbox;

import java.util.function.Predicate;

/** Whom a message came to, as it is asked for. */
final class Receiver {

    private Receiver() {}

    /**
     * @param kind {@code mail} or {@code sms}
     * @param to an address in any case, or a number in any spelling of its {@code +} (in a query it often arrives as a space); empty for
     *     everybody
     */
    static Predicate<Kept> of(String kind, String to) {
        if (to.isBlank()) {
            return everybody -> true;
        }
        if (kind.equals("mail")) {
            String address = to.strip();
            return kept -> kept.to().equalsIgnoreCase(address);
        }
        String digits = digits(to);
        return kept -> digits(kept.to()).equals(digits);
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
