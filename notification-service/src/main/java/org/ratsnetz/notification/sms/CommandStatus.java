package org.ratsnetz.notification.sms;

import org.jsmpp.SMPPConstant;
import org.ratsnetz.notification.channel.Outcome;

/** What the command statuses of SMPP 3.4 (5.1.3) mean for a message. */
final class CommandStatus {

    private CommandStatus() {}

    /** Whether it says: too fast. */
    static boolean isThrottling(int status) {
        return status == SMPPConstant.STAT_ESME_RTHROTTLED || status == SMPPConstant.STAT_ESME_RMSGQFUL;
    }

    /**
     * What not the message nor its number is the cause of, and what the standard does not know, may be tried again: a lost message is
     * worse than a try too many.
     */
    static Outcome outcome(int status) {
        String code = "0x%08X".formatted(status);
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED ->
                new Outcome.Temporary(code, "the message centre wants less at once");
            case SMPPConstant.STAT_ESME_RMSGQFUL -> new Outcome.Temporary(code, "the message centre's queue is full");
            case SMPPConstant.STAT_ESME_RINVDSTADR ->
                new Outcome.Permanent(code, "the message centre does not know the number", true);
            case SMPPConstant.STAT_ESME_RINVMSGLEN,
                    SMPPConstant.STAT_ESME_RINVCMDLEN,
                    SMPPConstant.STAT_ESME_RINVCMDID,
                    SMPPConstant.STAT_ESME_RINVPRTFLG,
                    SMPPConstant.STAT_ESME_RINVREGDLVFLG,
                    SMPPConstant.STAT_ESME_RINVSRCADR,
                    SMPPConstant.STAT_ESME_RINVSERTYP,
                    SMPPConstant.STAT_ESME_RINVESMCLASS,
                    SMPPConstant.STAT_ESME_RINVSRCTON,
                    SMPPConstant.STAT_ESME_RINVSRCNPI,
                    SMPPConstant.STAT_ESME_RINVDSTTON,
                    SMPPConstant.STAT_ESME_RINVDSTNPI,
                    SMPPConstant.STAT_ESME_RINVTLVSTREAM,
                    SMPPConstant.STAT_ESME_RTLVNOTALLWD,
                    SMPPConstant.STAT_ESME_RINVTLVLEN,
                    SMPPConstant.STAT_ESME_RMISSINGTLV,
                    SMPPConstant.STAT_ESME_RINVTLVVAL,
                    SMPPConstant.STAT_ESME_RSERTYPUNAUTH,
                    SMPPConstant.STAT_ESME_RPROHIBITED,
                    SMPPConstant.STAT_ESME_RSERTYPDENIED,
                    SMPPConstant.STAT_ESME_RINVDCS ->
                new Outcome.Permanent(code, "the message centre does not take the message in this form", false);
            default -> new Outcome.Temporary(code, "the message centre could not take the message");
        };
    }
}
