package org.ratsnetz.council.lines;

/** Counts what speaks for and against UTF-8 while the bytes of a file pass. */
final class Utf8Evidence {

    private long characters;
    private long broken;
    private boolean controlRange;
    private int missing;

    void accept(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            accept(bytes[at] & 0xFF);
        }
    }

    private void accept(int value) {
        if (missing > 0) {
            if ((value & 0xC0) == 0x80) {
                missing--;
                characters += missing == 0 ? 1 : 0;
                controlRange |= value < 0xA0;
                return;
            }
            missing = 0;
            broken++;
        }
        if (value >= 0x80) {
            begin(value);
        }
    }

    private void begin(int value) {
        controlRange |= value < 0xA0;
        if (value >= 0xC2 && value <= 0xDF) {
            missing = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            missing = 2;
        } else if (value >= 0xF0 && value <= 0xF4) {
            missing = 3;
        } else {
            broken++;
        }
    }

    /**
     * The likeliest encoding. Text of another encoding practically never holds whole UTF-8 sequences, so a file with more of these
     * than of broken ones is UTF-8 with a few broken lines; those are refused one by one, rather than the whole file misread.
     */
    String charset() {
        if ((broken == 0 && missing == 0) || characters > broken) {
            return "UTF-8";
        }
        return controlRange ? "windows-1252" : "ISO-8859-1";
    }
}
