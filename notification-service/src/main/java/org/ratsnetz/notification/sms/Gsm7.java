package org.ratsnetz.notification.sms;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GSM 7 bit default alphabet and its extension table, one character an octet as SMPP carries it (the message centre packs them).
 * Source: 3GPP TS 23.038, 6.2.1 and 6.2.1.1; the national tables of its annex A are not used.
 */
final class Gsm7 {

    private static final int ESCAPE = 0x1b;

    /** By septet, 0x00 to 0x7F; at 0x1B stands the escape to the extension table. */
    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅå"
            + "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ"
            + " !\"#¤%&'()*+,-./"
            + "0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNO"
            + "PQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmno"
            + "pqrstuvwxyzäöñüà";

    /** By septet after an escape, without its page break, which is a control character. */
    private static final Map<Integer, Integer> EXTENSION = Map.of(
            0x14,
            (int) '^',
            0x28,
            (int) '{',
            0x29,
            (int) '}',
            0x2f,
            (int) '\\',
            0x3c,
            (int) '[',
            0x3d,
            (int) '~',
            0x3e,
            (int) ']',
            0x40,
            (int) '|',
            0x65,
            (int) '€');

    private static final Map<Integer, byte[]> OCTETS = octets();

    private Gsm7() {}

    private static Map<Integer, byte[]> octets() {
        Map<Integer, byte[]> octets = new HashMap<>();
        for (int septet = 0; septet < ALPHABET.length(); septet++) {
            octets.put((int) ALPHABET.charAt(septet), new byte[] {(byte) septet});
        }
        octets.remove(ESCAPE);
        EXTENSION.forEach((septet, character) -> octets.put(character, new byte[] {ESCAPE, septet.byteValue()}));
        return Map.copyOf(octets);
    }

    /** One or two octets, or null when the alphabet has no such character. */
    static byte @Nullable [] octets(int character) {
        return OCTETS.get(character);
    }

    /** What {@link #octets} made, read back. */
    static String text(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int septet = octets[i];
            text.appendCodePoint(
                    septet == ESCAPE
                            ? EXTENSION.getOrDefault((int) octets[++i], (int) ' ')
                            : (int) ALPHABET.charAt(septet));
        }
        return text.toString();
    }
}
