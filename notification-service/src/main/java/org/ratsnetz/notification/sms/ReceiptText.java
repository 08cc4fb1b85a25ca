package org.ratsnetz.notification.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.ratsnetz.notification.sms.Receipt.State;

/**
 * Reads receipts. Their fields {@code receipted_message_id}, {@code message_state} and {@code network_error_code} come first; what
 * is not there is looked for in the text form of SMPP 3.4, appendix B ({@code id:… stat:DELIVRD err:000 …}), which providers vary.
 */
record ReceiptText(String reference, Receipt receipt) {

    // SMPP 3.4, 5.2.28; by number
    private static final String[] STATES = {
        "SCHEDULED", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"
    };
    private static final Pattern ID = field("id", "[!-~]{1,64}");
    private static final Pattern STATE = field("stat", "[A-Za-z]{1,10}");
    private static final Pattern ERROR = field("err", "[0-9A-Za-z]{1,10}");

    /** Empty when it names no message or no state. */
    static Optional<ReceiptText> of(DeliverSm deliver) {
        String text = text(deliver);
        Optional<String> id = field(deliver, Tag.RECEIPTED_MESSAGE_ID)
                .map(octets -> new String(octets, StandardCharsets.US_ASCII).replace("\0", ""))
                .filter(value -> !value.isEmpty())
                .or(() -> find(ID, text));
        Optional<String> state = field(deliver, Tag.MESSAGE_STATE)
                .filter(octets -> octets.length == 1 && octets[0] >= 0 && octets[0] < STATES.length)
                .map(octets -> STATES[octets[0]])
                .or(() -> find(STATE, text));
        return id.flatMap(reference -> state.map(word ->
                new ReceiptText(reference, new Receipt(state(word), (word + " " + error(deliver, text)).strip()))));
    }

    private static String text(DeliverSm deliver) {
        byte[] octets = field(deliver, Tag.MESSAGE_PAYLOAD).orElse(deliver.getShortMessage());
        return octets == null ? "" : new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String error(DeliverSm deliver, String text) {
        return field(deliver, Tag.NETWORK_ERROR_CODE)
                .filter(octets -> octets.length == 3)
                .map(octets -> "%03d".formatted(((octets[1] & 0xff) << 8) | (octets[2] & 0xff)))
                .or(() -> find(ERROR, text))
                .orElse("");
    }

    private static State state(String word) {
        return switch (word) {
            case "DELIVRD" -> State.DELIVERED;
            case "SCHEDULED", "ENROUTE", "ACCEPTD" -> State.PENDING;
            case "EXPIRED" -> State.EXPIRED;
            case "DELETED", "UNDELIV", "REJECTD" -> State.UNDELIVERABLE;
            default -> State.UNKNOWN;
        };
    }

    /** The value's octets; the fields' own types are not asked, they fail on lengths that they do not expect. */
    private static Optional<byte[]> field(DeliverSm deliver, Tag tag) {
        OptionalParameter field = deliver.getOptionalParameter(tag);
        return Optional.ofNullable(field)
                .map(OptionalParameter::serialize)
                .map(octets -> Arrays.copyOfRange(octets, Math.min(4, octets.length), octets.length));
    }

    private static Pattern field(String name, String value) {
        return Pattern.compile("(?:^|\\s)" + name + ":(" + value + ")(?=\\s|$)", Pattern.CASE_INSENSITIVE);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
