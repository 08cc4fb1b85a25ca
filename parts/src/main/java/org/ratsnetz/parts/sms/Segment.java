package org.ratsnetz.parts.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * One submit: a whole message, or a part of one as the header before its text says (3GPP TS 23.040, 9.2.3.24.1 and .8).
 *
 * @param reference what parts of one message have in common, 0 for a message of one part
 * @param total parts of the message
 * @param number of this part, from 1
 */
record Segment(String from, String to, int reference, int total, int number, String text, Map<String, String> headers) {

    private static final int UCS2 = 0x08;
    private static final int CONCATENATED = 0x00;
    private static final int CONCATENATED_16_BIT = 0x08;

    static Segment of(SubmitSm submit) {
        byte[] octets = octets(submit);
        int header = submit.isUdhi() && octets.length > 0 ? Math.min((octets[0] & 0xff) + 1, octets.length) : 0;
        String text = text(submit.getDataCoding(), Arrays.copyOfRange(octets, header, octets.length));
        int[] place = place(octets, header);
        String to = submit.getDestAddress();
        return new Segment(
                submit.getSourceAddr(),
                to.startsWith("+") ? to : "+" + to,
                place[0],
                place[1],
                place[2],
                text,
                headers(submit));
    }

    private static byte[] octets(SubmitSm submit) {
        OptionalParameter payload = submit.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        return payload instanceof OptionalParameter.OctetString long_ ? long_.getValue() : submit.getShortMessage();
    }

    private static String text(byte coding, byte[] octets) {
        return coding == UCS2 ? new String(octets, StandardCharsets.UTF_16BE) : Gsm7.text(octets);
    }

    /** Reference, total and number from the information elements; a header that makes no sense is a message of one part. */
    private static int[] place(byte[] octets, int end) {
        for (int i = 1; i + 1 < end; i += 2 + (octets[i + 1] & 0xff)) {
            int length = octets[i + 1] & 0xff;
            boolean wide = octets[i] == CONCATENATED_16_BIT && length == 4;
            if ((wide || (octets[i] == CONCATENATED && length == 3)) && i + 2 + length <= end) {
                int at = i + 2;
                int reference = octets[at++] & 0xff;
                if (wide) {
                    reference = (reference << 8) | (octets[at++] & 0xff);
                }
                int total = octets[at] & 0xff;
                int number = octets[at + 1] & 0xff;
                if (number >= 1 && number <= total) {
                    return new int[] {reference, total, number};
                }
            }
        }
        return new int[] {0, 1, 1};
    }

    private static Map<String, String> headers(SubmitSm submit) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("data_coding", hex(submit.getDataCoding() & 0xff));
        headers.put("esm_class", hex(submit.getEsmClass() & 0xff));
        headers.put("registered_delivery", hex(submit.getRegisteredDelivery() & 0xff));
        headers.put("source_addr_ton", hex(submit.getSourceAddrTon() & 0xff));
        headers.put("dest_addr_ton", hex(submit.getDestAddrTon() & 0xff));
        headers.put("sequence_number", hex(submit.getSequenceNumber()));
        if (submit.getOptionalParameter(OptionalParameter.Tag.USER_MESSAGE_REFERENCE)
                instanceof OptionalParameter.Short reference) {
            headers.put("user_message_reference", hex(reference.getValue() & 0xffff));
        }
        return headers;
    }

    private static String hex(int value) {
        return "0x%02X".formatted(value);
    }
}
