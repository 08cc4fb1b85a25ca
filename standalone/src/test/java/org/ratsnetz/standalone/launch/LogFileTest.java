package org.ratsnetz.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(screen, true, StandardCharsets.UTF_8));
    private Instant now = Instant.EPOCH.plusSeconds(3_600);

    @Test
    void warningsOfEveryPartReachTheConsoleWithItsName() throws Exception {
        console.showWarnings(true);
        LogFile log = new LogFile("kafka", folder.resolve("kafka.log"), console, () -> now);
        log.line("2026-11-23T07:36:49.712 [main] WARN kafka.Server - broker");
        log.line("2026-11-23T07:36:49.712Z  INFO 7 --- [main] o.s.Boot : fine, no WARN");
        log.line("2026-11-23T07:36:49.712Z ERROR 7 --- [main] o.s.Boot : service");
        log.line("{\"t\":{\"$date\":\"2026\"},\"s\":\"E\",  \"c\":\"STORAGE\",\"msg\":\"disk\"}");
        now = now.plusSeconds(11);
        log.line("{\"@timestamp\":\"2026\",\"log\":{\"level\":\"WARN\",\"logger\":\"x\"},\"message\":\"ecs\"}");
        log.line("{\"@timestamp\":\"2026\",\"log\":{\"level\":\"INFO\",\"logger\":\"x\"},\"message\":\"fine\"}");
        assertThat(printed().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("[kafka] "))
                .anyMatch(line -> line.contains("broker"))
                .anyMatch(line -> line.contains("service"))
                .contains("[kafka] ERROR disk", "[kafka] WARN ecs");
        assertThat(Files.readAllLines(folder.resolve("kafka.log"))).hasSize(6);
    }

    @Test
    void aFloodOfWarningsIsCounted() {
        console.showWarnings(true);
        LogFile log = new LogFile("gateway", folder.resolve("gateway.log"), console, () -> now);
        for (int i = 0; i < 50; i++) {
            log.line("2026-11-23T07:36:49.712Z  WARN 7 --- again");
        }
        now = now.plusSeconds(11);
        log.line("2026-11-23T07:37:00.712Z  WARN 7 --- later");
        assertThat(printed().lines()).hasSize(5).anyMatch(line -> line.contains("47"));
    }

    @Test
    void theFileDoesNotGrowForEver() throws Exception {
        LogFile log = new LogFile("mongod", folder.resolve("mongod.log"), console, () -> now);
        String line = "x".repeat(1 << 20);
        for (int i = 0; i < 35; i++) {
            log.line(line);
        }
        assertThat(Files.size(folder.resolve("mongod.log"))).isLessThan(12L << 20);
        assertThat(Files.size(folder.resolve("mongod.log.1"))).isLessThan(12L << 20);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private String printed() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
