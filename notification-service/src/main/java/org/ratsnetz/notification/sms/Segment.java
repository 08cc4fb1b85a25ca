package org.ratsnetz.notification.sms;

import java.util.ArrayList;
import java.util.List;

/**
 * One submit: a whole message, or a part of one with the header that lets a phone put it together (3GPP TS 23.040, 9.2.3.24.1). The
 * header is made here and nowhere else.
 *
 * @param to number without {@code +}
 * @param octets header and text
 * @param number of this part, from 1
 * @param total parts of its message
 * @param reference the message's user reference, 16 bits, the same at each try
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Segment(String to, byte[] octets, boolean ucs2, int number, int total, short reference) {

    private static final int HEADER = 6;

    static List<Segment> of(Sms sms, SmsText text) {
        String to = sms.to().substring(1);
        short reference = reference(sms.reference());
        int total = text.parts();
        List<Segment> segments = new ArrayList<>();
        for (byte[] octets : text.octets()) {
            int number = segments.size() + 1;
            byte[] content = total == 1 ? octets : withHeader(octets, reference, total, number);
            segments.add(new Segment(to, content, text.ucs2(), number, total, reference));
        }
        return segments;
    }

    boolean hasHeader() {
        return total > 1;
    }

    /** The one that a receipt is asked for. */
    boolean isLast() {
        return number == total;
    }

    /** Whether others of its message have gone before. */
    boolean isFollowing() {
        return number > 1;
    }

    /** Sixteen bits of a name, the same on every machine. */
    static short reference(String name) {
        int hash = name.hashCode();
        return (short) (hash ^ (hash >>> 16));
    }

    private static byte[] withHeader(byte[] octets, short reference, int total, int number) {
        byte[] content = new byte[HEADER + octets.length];
        byte[] header = {HEADER - 1, 0, 3, (byte) (reference ^ (reference >>> 8)), (byte) total, (byte) number};
        System.arraycopy(header, 0, content, 0, HEADER);
        System.arraycopy(octets, 0, content, HEADER, octets.length);
        return content;
    }
}
