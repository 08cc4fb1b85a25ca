package org.ratsnetz.parts.sms;

/**
 * Reads the GSM 7 bit default alphabet, one character an octet as SMPP carries it: 3GPP TS 23.038, 6.2.1, with its extension
 * table, 6.2.1.1. It is written apart from the sender's table on purpose: a mistake in one of them shows.
 */
final class Gsm7 {

    private static final int ESCAPE = 0x1b;
    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private Gsm7() {}

    static String text(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int septet = octets[i] & 0x7f;
            boolean escaped = septet == ESCAPE && i + 1 < octets.length;
            text.append(escaped ? extended(octets[++i] & 0x7f) : ALPHABET.charAt(septet));
        }
        return text.toString();
    }

    /** What has no place in the extension table is shown as in the alphabet itself, as 6.2.1.1 wants it. */
    private static char extended(int septet) {
        return switch (septet) {
            case 0x0a -> '\f';
            case 0x14 -> '^';
            case 0x28 -> '{';
            case 0x29 -> '}';
            case 0x2f -> '\\';
            case 0x3c -> '[';
            case 0x3d -> '~';
            case 0x3e -> ']';
            case 0x40 -> '|';
            case 0x65 -> '€';
            default -> ALPHABET.charAt(septet);
        };
    }
}
