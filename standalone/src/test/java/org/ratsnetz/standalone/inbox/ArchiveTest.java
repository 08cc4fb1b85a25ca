package org.ratsnetz.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final int SIZE = 6_000;

    private final Random random = new Random(1);
    private final String letter = text(SIZE - 64);

    private String text(int length) {
        byte[] bytes = new byte[length / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** One of many that differ in a link, as mails to subscribers do. */
    private byte[] content(int number) {
        return (letter + "%064d".formatted(number)).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Long> ids(Archive archive) {
        return archive.newestFirst(Long.MAX_VALUE, all -> true)
                .map(found -> found.kept().id())
                .toList();
    }

    @Test
    void whatWasKeptIsFoundTheNewestFirst() {
        Archive archive = new Archive(10_000_000, 1_000);
        for (int i = 1; i <= 100; i++) {
            archive.add("from", "to" + i % 3, NOW.plusSeconds(i), content(i));
        }
        assertThat(ids(archive))
                .isEqualTo(
                        LongStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList());
        assertThat(archive.newestFirst(50, kept -> kept.to().equals("to1")).limit(2))
                .extracting(found -> found.kept().id())
                .containsExactly(49L, 46L);
        for (int i = 1; i <= 100; i++) {
            Block.Found found = archive.find(i).orElseThrow();
            assertThat(found.content()).isEqualTo(content(i));
            assertThat(found.kept().receivedAt()).isEqualTo(NOW.plusSeconds(i));
        }
        assertThat(archive.find(101)).isEmpty();
        assertThat(archive.find(0)).isEmpty();
    }

    @Test
    void theOldestMakeRoomAndAreCounted() {
        Archive few = new Archive(10_000_000, 100);
        Archive small = new Archive(400_000, 1_000_000);
        for (int i = 1; i <= 1_000; i++) {
            few.add("from", "to", NOW, content(i));
            small.add("from", "to", NOW, text(SIZE).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(ids(few)).startsWith(1_000L, 999L).hasSize(few.level().kept());
        assertThat(few.level().kept()).isBetween(80, 100);
        assertThat(few.level().kept() + few.level().dropped()).isEqualTo(1_000);
        // hexadecimal digits deflate to half
        assertThat(small.level().kept()).isBetween(80, 140);
        assertThat(ids(small)).hasSize(small.level().kept());
    }

    @Test
    void manyOfAKindTakeLittle() {
        Archive archive = new Archive(12_000_000, 200_000);
        for (int i = 1; i <= 10_000; i++) { // 60 MB
            archive.add("from", "to" + i, NOW, content(i));
        }
        assertThat(archive.level()).isEqualTo(new Archive.Level(10_000, 0));
    }

    @Test
    void anEmptiedOneBeginsAnewAndGivesNoIdTwice() {
        Archive archive = new Archive(1_000_000, 10);
        for (int i = 1; i <= 1_000; i++) {
            archive.add("from", "to", NOW, content(i));
        }
        archive.clear();
        assertThat(archive.level()).isEqualTo(new Archive.Level(0, 0));
        assertThat(ids(archive)).isEmpty();
        archive.add("from", "to", NOW, content(1));
        assertThat(ids(archive)).containsExactly(1_001L);
    }

    @Test
    void manyAtOnceLoseNothing() {
        Archive archive = new Archive(50_000_000, 100_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 1; i <= 4_000; i++) {
                int number = i;
                threads.execute(() -> archive.add("from", "to" + number, NOW, content(number)));
                if (i % 1_000 == 0) {
                    threads.execute(() -> ids(archive));
                }
            }
        }
        assertThat(archive.newestFirst(Long.MAX_VALUE, all -> true))
                .allSatisfy(found -> assertThat(found.content())
                        .isEqualTo(content(Integer.parseInt(found.kept().to().substring(2)))))
                .hasSize(4_000);
    }
}
