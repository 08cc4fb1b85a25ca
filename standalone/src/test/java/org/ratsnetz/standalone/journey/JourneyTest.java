package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Ports;
import tools.jackson.databind.JsonNode;

/** The way of a change through the whole platform, seen from outside, and the platform's own life. */
class JourneyTest {

    private static final String COUNCIL = "/api/councils/05315000";

    @TempDir
    Path folder;

    @Test
    void aChangeReachesEveryoneAndOutlivesTheNight() throws Exception {
        try (RunningPlatform platform = RunningPlatform.start(folder.resolve("data"), Ports.free())) {
            theDoorIsOpen(platform);
            accessIsForTheOwnerOnly(platform);
            aChangeIsSeenWithinASecond(platform);
            aForeignCouncilChangesNothing(platform);
            aSecondPlatformRunsBesideIt(platform);
            String before = council(platform).body();
            Map<String, Long> processes = platform.processes();

            assertThat(platform.stop()).isLessThan(Duration.ofSeconds(10));
            assertThat(processes.values()).noneMatch(RunningPlatform.aliveProcess());

            platform.startAgain();
            assertThat(council(platform).body()).isEqualTo(before);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(label(platform)).isEqualTo("Sichtbar geändert"));
        }
    }

    private static void theDoorIsOpen(RunningPlatform platform) throws Exception {
        assertThat(platform.get("/").statusCode()).isEqualTo(200);
        assertThat(platform.get("/api/federation/overview").statusCode()).isEqualTo(200);
        assertThat(platform.lines().getLast()).endsWith(platform.uri("/").toString());
    }

    private static void accessIsForTheOwnerOnly(RunningPlatform platform) throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(platform.data().resolve("access.json"))))
                .isEqualTo("rw-------");
        JsonNode access = platform.access();
        assertThat(access.propertyNames())
                .containsExactlyInAnyOrder("issuer", "tokenUrl", "clients", "kafka", "mongodb", "management");
        assertThat(access.path("clients").findValuesAsString("id"))
                .hasSize(56)
                .contains("office", "registrar", "auditor", "operator", "council-05315000", "council-05978020");
    }

    private static void aChangeIsSeenWithinASecond(RunningPlatform platform) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.row("05315000").has("ags"));
        warmUp(platform);
        BlockingQueue<String> stream = listen(platform);
        String etag = council(platform).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> answer =
                platform.patch(COUNCIL, "council-05315000", etag, "{\"committee\":{\"label\":\"Sichtbar geändert\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long answered = System.nanoTime();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> label(platform).equals("Sichtbar geändert"));
        report("visible in the list", answered);
        String line = stream.poll(10, TimeUnit.SECONDS);
        assertThat(line).contains("05315000").contains("Sichtbar geändert");
    }

    /** A first request through cold code says nothing about the second. */
    private static void warmUp(RunningPlatform platform) throws Exception {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer =
                    platform.patch(COUNCIL, "council-05315000", "*", "{\"committee\":{\"label\":\"Warm " + i + "\"}}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> label(platform).equals("Warm 4"));
    }

    private static void report(String what, long since) {
        System.out.println(what + " " + (System.nanoTime() - since) / 1_000_000 + " ms after the answer");
    }

    /** Data lines of changes that carry the new name, on a thread of their own. */
    private static BlockingQueue<String> listen(RunningPlatform platform) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        HttpResponse<InputStream> answer = platform.http.send(
                HttpRequest.newBuilder(platform.uri("/api/federation/stream"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(() -> {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                reader.lines()
                        .filter(line -> line.startsWith("data:") && line.contains("Sichtbar"))
                        .forEach(lines::add);
            } catch (IOException | RuntimeException e) {
                lines.add("closed: " + e);
            }
        });
        return lines;
    }

    private static void aForeignCouncilChangesNothing(RunningPlatform platform) throws Exception {
        HttpResponse<String> before = council(platform);
        HttpResponse<String> refused = platform.patch(
                COUNCIL,
                "council-05111000",
                before.headers().firstValue("ETag").orElseThrow(),
                "{\"committee\":{\"label\":\"Fremd\"}}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(council(platform).body()).isEqualTo(before.body());
        assertThat(label(platform)).isEqualTo("Sichtbar geändert");
    }

    private void aSecondPlatformRunsBesideIt(RunningPlatform first) throws Exception {
        try (RunningPlatform second = RunningPlatform.start(folder.resolve("second"), Ports.free())) {
            assertThat(second.get("/api/federation/overview").statusCode()).isEqualTo(200);
            assertThat(council(second).body()).doesNotContain("Sichtbar geändert");
            assertThat(second.access().path("kafka"))
                    .isNotEqualTo(first.access().path("kafka"));
            HttpResponse<String> stranger = second.send(
                    "PATCH",
                    COUNCIL,
                    "council-05315000",
                    List.of("If-Match", "*", "Content-Type", "application/merge-patch+json"),
                    "{\"committee\":{\"label\":\"Zweites\"}}");
            assertThat(stranger.statusCode()).isEqualTo(200);
            assertThat(label(first)).isEqualTo("Sichtbar geändert");
        }
    }

    private static HttpResponse<String> council(RunningPlatform platform) throws Exception {
        return platform.get(COUNCIL);
    }

    private static String label(RunningPlatform platform) throws Exception {
        return platform.row("05315000").path("committee").path("label").asString();
    }
}
