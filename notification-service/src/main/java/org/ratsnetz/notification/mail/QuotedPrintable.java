package org.ratsnetz.notification.mail;

import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8 as quoted-printable (RFC 2045 §6.7). However a line ends, it ends in CRLF. No line begins with a dot, so nothing has
 * to be stuffed and no body can end a message early (RFC 5321 §4.5.2); none holds {@code =_}, so that may mark the bounds of parts.
 */
final class QuotedPrintable {

    private static final int LONGEST_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private QuotedPrintable() {}

    /** Writes it, ended by a line break. */
    static void write(String text, Octets out) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        out.reserve(in.length * 4 + 16);
        int column = 0;
        for (int i = 0; i < in.length; i++) {
            int octet = in[i] & 0xff;
            if (octet == '\r' || octet == '\n') {
                if (octet == '\r' && i + 1 < in.length && in[i + 1] == '\n') {
                    i++;
                }
                end(out);
                column = 0;
                continue;
            }
            boolean plain = isPlain(octet, column, i + 1 == in.length ? '\n' : in[i + 1]);
            int width = plain ? 1 : 3;
            if (column + width >= LONGEST_LINE) {
                out.put('=');
                end(out);
                column = 0;
                plain = plain && octet != '.';
                width = plain ? 1 : 3;
            }
            if (plain) {
                out.put(octet);
            } else {
                out.put('=');
                out.put(HEX[octet >> 4]);
                out.put(HEX[octet & 15]);
            }
            column += width;
        }
        end(out);
    }

    private static boolean isPlain(int octet, int column, int next) {
        if (octet == ' ' || octet == '\t') {
            return next != '\r' && next != '\n';
        }
        return octet > ' ' && octet < 0x7f && octet != '=' && (octet != '.' || column > 0);
    }

    private static void end(Octets out) {
        out.put('\r');
        out.put('\n');
    }
}
