package org.ratsnetz.council.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void aPackedFileIsUnpackedAndAPlainOneIsLeftAlone() throws IOException {
        byte[] text = "ags\n05315000\n".getBytes(StandardCharsets.UTF_8);
        assertThat(unpacked(text, MEGABYTE)).isEqualTo(text);
        assertThat(unpacked(packed(text), MEGABYTE)).isEqualTo(text);
        assertThat(unpacked(new byte[] {'x'}, MEGABYTE)).hasSize(1);
        assertThat(unpacked(new byte[0], MEGABYTE)).isEmpty();
    }

    @Test
    void aBombIsStoppedByItsRatio() throws IOException {
        byte[] bomb = packed(new byte[64 * MEGABYTE]);
        assertThat(bomb).hasSizeLessThan(MEGABYTE);
        refused(bomb, 256L * MEGABYTE, UnreadableFile.Reason.TOO_DENSE);
    }

    @Test
    void aFileTooLargeIsStoppedPackedOrNot() throws IOException {
        byte[] noise = new byte[2 * MEGABYTE];
        new Random(7).nextBytes(noise);
        refused(noise, MEGABYTE, UnreadableFile.Reason.TOO_LARGE);
        refused(packed(noise), MEGABYTE, UnreadableFile.Reason.TOO_LARGE);
    }

    @Test
    void aTornPackedFileIsRefused() throws IOException {
        byte[] packed = packed("a line of text\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        refused(Arrays.copyOf(packed, packed.length - 20), MEGABYTE, UnreadableFile.Reason.BROKEN_PACKING);
        refused(Arrays.copyOf(packed, 5), MEGABYTE, UnreadableFile.Reason.BROKEN_PACKING);
        packed[packed.length - 6] ^= 0x55;
        refused(packed, MEGABYTE, UnreadableFile.Reason.BROKEN_PACKING);
    }

    @Test
    void whatIsNoTextOfLinesIsRefused() {
        concludes(new byte[] {'P', 'K', 3, 4, 0, 0}, UnreadableFile.Reason.WORKBOOK);
        concludes(new byte[] {'a', 0, 'b'}, UnreadableFile.Reason.BINARY);
        concludes(" \n[{\"ags\":1}]".getBytes(StandardCharsets.UTF_8), UnreadableFile.Reason.JSON_ARRAY);
        concludes("\n \n".getBytes(StandardCharsets.UTF_8), UnreadableFile.Reason.EMPTY);
        concludes(new byte[0], UnreadableFile.Reason.EMPTY);
    }

    private static void concludes(byte[] file, UnreadableFile.Reason reason) {
        FormatDetection detection = new FormatDetection(10);
        detection.accept(file, 0, file.length);
        assertThatThrownBy(() -> detection.conclude(null))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    private static void refused(byte[] file, long limit, UnreadableFile.Reason reason) {
        assertThatThrownBy(() -> unpacked(file, limit))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    private static byte[] unpacked(byte[] file, long limit) throws IOException {
        try (Unpacked unpacked = Unpacked.of(new ByteArrayInputStream(file), limit, 100)) {
            return unpacked.readAllBytes();
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
