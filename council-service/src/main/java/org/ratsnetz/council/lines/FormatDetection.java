package org.ratsnetz.council.lines;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.lines.Format.Layout;

/** Finds out how a file is written while its bytes pass: encoding from all of them, layout and separator from the beginning. */
public final class FormatDetection {

    private static final int SAMPLE = 64 * 1024;

    private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
    private final Utf8Evidence evidence = new Utf8Evidence();
    private final long mostLines;
    private long lines;
    private boolean somethingInLine;

    /** Counts lines up to that many. */
    public FormatDetection(long mostLines) {
        this.mostLines = mostLines;
    }

    /**
     * Takes the next bytes of the file, unpacked.
     *
     * @throws UnreadableFile when there are more lines than allowed
     */
    public void accept(byte[] bytes, int from, int length) {
        int kept = Math.min(length, SAMPLE - sample.size());
        if (kept > 0) {
            sample.write(bytes, from, kept);
        }
        evidence.accept(bytes, from, from + length);
        for (int at = from; at < from + length; at++) {
            count(bytes[at]);
        }
        if (lines > mostLines) {
            throw new UnreadableFile(UnreadableFile.Reason.TOO_MANY_LINES);
        }
    }

    private void count(byte value) {
        if (value == '\n' || value == '\r') {
            lines += somethingInLine ? 1 : 0;
            somethingInLine = false;
        } else {
            somethingInLine |= value > ' ' || value < 0;
        }
    }

    /** Lines with something in them so far, a heading included. */
    public long lines() {
        return lines + (somethingInLine ? 1 : 0);
    }

    /**
     * The format, after all bytes.
     *
     * @param contentType media type that the sender declared, where there is one
     * @throws UnreadableFile when it is no text file of lines
     */
    public Format conclude(@Nullable String contentType) {
        byte[] begin = sample.toByteArray();
        refuseBinary(begin);
        String charset = charset(begin);
        String text = text(begin, charset);
        if (text.isBlank()) {
            throw new UnreadableFile(UnreadableFile.Reason.EMPTY);
        }
        Layout layout = layout(text, contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
        return new Format(layout, charset, layout == Layout.CSV ? separator(text) : ',');
    }

    private static void refuseBinary(byte[] begin) {
        if (startsWith(begin, 'P', 'K', 3, 4) || startsWith(begin, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new UnreadableFile(UnreadableFile.Reason.WORKBOOK);
        }
        if (byteOrder(begin) == null) {
            for (byte value : begin) {
                if (value == 0) {
                    throw new UnreadableFile(UnreadableFile.Reason.BINARY);
                }
            }
        }
    }

    private String charset(byte[] begin) {
        String marked = byteOrder(begin);
        return marked == null ? evidence.charset() : marked;
    }

    private static @Nullable String byteOrder(byte[] begin) {
        if (startsWith(begin, 0xEF, 0xBB, 0xBF)) {
            return "UTF-8";
        }
        if (startsWith(begin, 0xFF, 0xFE)) {
            return "UTF-16LE";
        }
        return startsWith(begin, 0xFE, 0xFF) ? "UTF-16BE" : null;
    }

    private static String text(byte[] begin, String charset) {
        String text = new String(begin, Charset.forName(charset, StandardCharsets.UTF_8));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Layout layout(String text, String contentType) {
        String begin = text.stripLeading();
        if (contentType.contains("ndjson") || contentType.contains("jsonl") || contentType.contains("json-lines")) {
            return Layout.NDJSON;
        }
        if (contentType.startsWith("text/csv")) {
            return Layout.CSV;
        }
        if (begin.startsWith("[")) {
            throw new UnreadableFile(UnreadableFile.Reason.JSON_ARRAY);
        }
        boolean objects =
                text.lines().limit(20).anyMatch(line -> line.stripLeading().startsWith("{"));
        return objects || contentType.contains("json") ? Layout.NDJSON : Layout.CSV;
    }

    /** The commonest of the three in the heading, outside quotes; {@code sep=} in a first line is what Excel writes. */
    private static char separator(String text) {
        String heading =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (CsvRows.namesSeparator(heading)) {
            return heading.charAt(4);
        }
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count =
                    outsideQuotes(heading).chars().filter(it -> it == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static String outsideQuotes(String line) {
        return line.replaceAll("\"[^\"]*\"", "");
    }

    private static boolean startsWith(byte[] begin, int... magic) {
        if (begin.length < magic.length) {
            return false;
        }
        for (int at = 0; at < magic.length; at++) {
            if ((begin[at] & 0xFF) != magic[at]) {
                return false;
            }
        }
        return true;
    }
}
