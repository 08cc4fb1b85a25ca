package org.ratsnetz.notification.sms;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** The sender in SMPP's terms: a number with its country's code, a short number of the network, or a name. */
record SenderId(String address, TypeOfNumber type, NumberingPlanIndicator plan) {

    static SenderId of(String sender) {
        if (sender.startsWith("+")) {
            return new SenderId(sender.substring(1), TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN);
        }
        boolean digits = sender.chars().allMatch(c -> c >= '0' && c <= '9');
        return new SenderId(
                sender,
                digits ? TypeOfNumber.NETWORK_SPECIFIC : TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN);
    }
}
