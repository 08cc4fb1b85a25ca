package org.ratsnetz.notification.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text as it goes on the air: in the GSM 7 bit alphabet when all of it has a place there, else in UCS-2; in one part of at most 160
 * (70) characters, or in up to six of 153 (67). A character of the extension table counts twice, one beyond the basic plane too, and
 * neither is torn apart between two parts.
 */
public final class SmsText {

    /** The most parts a text may have. */
    public static final int MOST_PARTS = 6;

    private static final int GSM7_WHOLE = 160;
    private static final int GSM7_PART = 153;
    private static final int UCS2_WHOLE = 70 * 2;
    private static final int UCS2_PART = 67 * 2;

    private final String text;
    private final boolean ucs2;
    private final List<byte[]> parts;

    private SmsText(String text, boolean ucs2, List<byte[]> parts) {
        this.text = text;
        this.ucs2 = ucs2;
        this.parts = parts;
    }

    /**
     * Reads a text.
     *
     * @param text without any control character, not even a line break: none can be used to pass for a header or another message
     * @throws SmsTextRefused when it cannot be sent
     */
    public static SmsText of(String text) {
        text.codePoints().forEach(SmsText::check);
        boolean ucs2 = text.codePoints().anyMatch(character -> Gsm7.octets(character) == null);
        List<byte[]> characters =
                text.codePoints().mapToObj(character -> octets(character, ucs2)).toList();
        List<byte[]> parts =
                ucs2 ? packed(characters, UCS2_WHOLE, UCS2_PART) : packed(characters, GSM7_WHOLE, GSM7_PART);
        if (text.codePoints().allMatch(Character::isSpaceChar)) {
            throw new SmsTextRefused(SmsTextRefused.Reason.EMPTY);
        }
        if (parts.size() > MOST_PARTS) {
            throw new SmsTextRefused(SmsTextRefused.Reason.TOO_LONG);
        }
        return new SmsText(text, ucs2, parts);
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** Whether it goes as UCS-2, which leaves room for less than half as much. */
    public boolean ucs2() {
        return ucs2;
    }

    /** How many messages it is on the air, and on the provider's bill. */
    public int parts() {
        return parts.size();
    }

    /** What each part carries, without header. */
    List<byte[]> octets() {
        return parts;
    }

    /** The text that a phone reads from parts. */
    static String decode(boolean ucs2, List<byte[]> parts) {
        return parts.stream()
                .map(part -> ucs2 ? new String(part, StandardCharsets.UTF_16BE) : Gsm7.text(part))
                .collect(Collectors.joining());
    }

    private static void check(int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                throw new SmsTextRefused(SmsTextRefused.Reason.CONTROL_CHARACTER);
            case Character.SURROGATE -> throw new SmsTextRefused(SmsTextRefused.Reason.BROKEN_CHARACTER);
            default -> {
                if (turnsDirection(character)) {
                    throw new SmsTextRefused(SmsTextRefused.Reason.CONTROL_CHARACTER);
                }
            }
        }
    }

    /** With these a text, and a link in it, reads otherwise than it is written. */
    private static boolean turnsDirection(int character) {
        return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    private static byte[] octets(int character, boolean ucs2) {
        byte[] gsm7 = ucs2 ? null : Gsm7.octets(character);
        return gsm7 == null ? Character.toString(character).getBytes(StandardCharsets.UTF_16BE) : gsm7;
    }

    private static List<byte[]> packed(List<byte[]> characters, int whole, int part) {
        int all = characters.stream().mapToInt(octets -> octets.length).sum();
        int most = all <= whole ? whole : part;
        List<byte[]> parts = new ArrayList<>();
        List<byte[]> current = new ArrayList<>();
        int length = 0;
        for (byte[] octets : characters) {
            if (length + octets.length > most) {
                parts.add(joined(current, length));
                current.clear();
                length = 0;
            }
            current.add(octets);
            length += octets.length;
        }
        parts.add(joined(current, length));
        return List.copyOf(parts);
    }

    private static byte[] joined(List<byte[]> characters, int length) {
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] octets : characters) {
            System.arraycopy(octets, 0, joined, at, octets.length);
            at += octets.length;
        }
        return joined;
    }
}
