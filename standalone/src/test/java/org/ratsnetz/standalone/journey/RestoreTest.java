package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Ports;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A running platform is backed up and put back where nothing is left of it, databases and topics: it goes on from there, readers follow,
 * nobody is told twice. {@code -Dratsnetz.long=true} adds a restore in place, a database copied back behind the platform's back (F23) and
 * a topic that is lost (F24); what these rest on is tested in the modules.
 */
@ExtendWith(Platforms.Shared.class)
class RestoreTest {

    private static final Pattern LINK = Pattern.compile("[?&]token=([^&\\s\"<>]+)");

    @TempDir
    Path folder;

    private static JsonNode json(HttpResponse<String> answer) {
        return RunningPlatform.JSON.readTree(answer.body());
    }

    private static String phone(RunningPlatform platform, String ags) throws Exception {
        return json(platform.get("/api/councils/" + ags))
                .path("contact")
                .path("phone")
                .asString("");
    }

    private static void call(RunningPlatform platform, String ags, String phone) throws Exception {
        HttpResponse<String> answer = platform.patch(
                "/api/councils/" + ags, "council-" + ags, "*", "{\"contact\":{\"phone\":\"" + phone + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String enter(RunningPlatform platform, String ags, String name) throws Exception {
        HttpResponse<String> answer = platform.send(
                "POST",
                "/api/councils/" + ags + "/mandates",
                "council-" + ags,
                List.of("Content-Type", "application/json"),
                "{\"person\":{\"name\":\"" + name + "\"},\"kind\":\"elected\",\"begin\":\"2025-11-01\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return "/api/councils/" + ags + "/mandates/" + json(answer).path("id").asString();
    }

    private static JsonNode mails(RunningPlatform platform, String address) throws Exception {
        URI inbox = URI.create(platform.access().path("inbox").asString() + "/mail?to=" + address);
        return RunningPlatform.JSON.readTree(platform.http
                .send(HttpRequest.newBuilder(inbox).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static JsonNode awaitMails(RunningPlatform platform, String address, int number) {
        return await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> mails(platform, address), found -> found.size() >= number);
    }

    private static void subscribe(RunningPlatform platform, String ags, String address) throws Exception {
        HttpRequest wish = HttpRequest.newBuilder(platform.uri("/api/subscriptions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"channel\":\"email\",\"address\":\"" + address
                        + "\",\"language\":\"de\",\"scope\":{\"council\":\"" + ags + "\"}}"))
                .build();
        assertThat(platform.http
                        .send(wish, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isBetween(200, 202);
        String text = awaitMails(platform, address, 1).path(0).path("text").asString();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        HttpRequest yes = HttpRequest.newBuilder(platform.uri("/api/subscriptions/confirmation?token=" + link.group(1)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> confirmed = platform.http.send(yes, HttpResponse.BodyHandlers.ofString());
        assertThat(confirmed.statusCode()).as(confirmed.body()).isBetween(200, 204);
    }

    @Test
    void whatWasBackedUpGoesOnOnAnotherMachine(Platforms platforms) throws Exception {
        RunningPlatform lost = platforms.first();
        String ags = lost.councils().getLast();
        String address = "restore@demo.example";
        call(lost, ags, "+49 221 100");
        subscribe(lost, ags, address);
        // one change only: what follows within a minute would be gathered, and a restore gives that up
        String erased = enter(lost, ags, "Rita Restlos");
        awaitMails(lost, address, 2);
        Path file = folder.resolve("backup.zip");
        List<String> said = new CopyOnWriteArrayList<>();
        assertThat(lost.command(said, "backup", file.toString())).as("%s", said).isZero();
        assertThat(lost.command(said, "restore", file.toString()))
                .as("while it runs")
                .isEqualTo(1);
        String council = lost.get("/api/councils/" + ags).body();
        String mandates =
                lost.get("/api/councils/" + ags + "/mandates?limit=200").body();
        String seats = lost.row(ags).path("seats").toString();

        try (RunningPlatform platform = RunningPlatform.on(folder.resolve("data"), Ports.free())) {
            assertThat(platform.command(said, "restore", file.toString()))
                    .as("%s", said)
                    .isZero();
            platform.startAgain();
            assertThat(platform.get("/api/councils/" + ags).body()).isEqualTo(council);
            assertThat(platform.get("/api/councils/" + ags + "/mandates?limit=200")
                            .body())
                    .isEqualTo(mandates);
            await("the association's figures")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(platform.row(ags).path("seats").toString())
                                    .isEqualTo(seats));
            assertThat(mails(platform, address))
                    .as("what was told is not told again")
                    .isEmpty();

            call(platform, ags, "+49 221 300");
            assertThat(awaitMails(platform, address, 1))
                    .as("what is new is told")
                    .hasSize(1);
            assertThat(platform.get("/api/councils/" + ags)
                            .headers()
                            .firstValue("ETag")
                            .orElse(""))
                    .as("in the next epoch")
                    .startsWith("\"2.");
            if (Boolean.getBoolean("ratsnetz.long")) {
                whatWasPutBackInPlaceGoesOn(platform, ags, erased, address);
                aDatabaseThatWasCopiedBackStopsUntilTheOperatorDecides(platform, ags);
                aTopicThatWasLostIsFilledAgain(platform, ags);
            }
        }
    }

    private void whatWasPutBackInPlaceGoesOn(RunningPlatform platform, String ags, String erased, String address)
            throws Exception {
        int before = count(platform, ags);
        Path file = folder.resolve("second.zip");
        List<String> said = new CopyOnWriteArrayList<>();
        assertThat(platform.command(said, "backup", file.toString()))
                .as("%s", said)
                .isZero();
        call(platform, ags, "+49 221 350");
        String later = enter(platform, ags, "Lars Later");
        assertThat(platform.send("DELETE", erased, "council-" + ags, List.of("If-Match", "*"), "")
                        .statusCode())
                .isBetween(200, 204);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.get("/api/federation/councils/" + ags + "/changes")
                        .body()
                        .contains("mandate-withdrawn"));
        platform.stop();
        assertThat(platform.command(said, "restore", file.toString()))
                .as("%s", said)
                .isZero();
        platform.startAgain();

        assertThat(phone(platform, ags)).isEqualTo("+49 221 300");
        assertThat(platform.get(later).statusCode()).isEqualTo(404);
        assertThat(platform.get(erased).body())
                .as("erased stays erased")
                .contains("withdrawn")
                .doesNotContain("Restlos");
        await("figures of the backup, less who was erased since")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count(platform, ags)).isEqualTo(before - 1));
        assertThat(mails(platform, address))
                .as("what was told is not told again")
                .isEmpty();
        awaitChange(platform, ags);
    }

    /** Filled seats of a council as the association shows them. */
    private static int count(RunningPlatform platform, String ags) throws Exception {
        return platform.row(ags).path("seats").path("filled").asInt(-1);
    }

    private void aDatabaseThatWasCopiedBackStopsUntilTheOperatorDecides(RunningPlatform platform, String ags)
            throws Exception {
        platform.stop();
        Path mongod = platform.data().resolve("mongod");
        FileSystemUtils.copyRecursively(mongod, folder.resolve("copy"));
        platform.startAgain();
        call(platform, ags, "+49 221 400");
        String later = enter(platform, ags, "Lena Later");
        platform.stop();
        FileSystemUtils.deleteRecursively(mongod);
        FileSystemUtils.copyRecursively(folder.resolve("copy"), mongod);
        platform.startAgain();

        HttpResponse<String> refused = platform.patch(
                "/api/councils/" + ags, "council-" + ags, "*", "{\"contact\":{\"phone\":\"+49 221 500\"}}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("older-database");
        String trouble = json(platform.send("GET", "/api/operations/councils/outbox", "operator", List.of(), ""))
                .path("trouble")
                .asString();
        assertThat(trouble).contains(ags + " here").contains("restate");
        HttpResponse<String> accepted = platform.send(
                "POST",
                "/api/operations/councils/restate",
                "operator",
                List.of("Content-Type", "application/json"),
                "{\"older\":true}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> platform.patch(
                                        "/api/councils/" + ags,
                                        "council-" + ags,
                                        "*",
                                        "{\"contact\":{\"phone\":\"+49 221 500\"}}")
                                .statusCode()
                        == 200);
        assertThat(platform.get(later).statusCode()).isEqualTo(404);
        awaitChange(platform, ags);
    }

    private static void aTopicThatWasLostIsFilledAgain(RunningPlatform platform, String ags) throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", platform.access().path("kafka").asString()))) {
            admin.deleteTopics(List.of("council-events")).all().get(30, TimeUnit.SECONDS);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode tasks = json(platform.send("GET", "/api/operations/councils/tasks", "operator", List.of(), ""))
                    .path("items");
            assertThat(tasks.path(0).path("by").asString()).isEqualTo("ratsnetz");
            assertThat(tasks.path(0).path("state").asString()).isEqualTo("done");
        });
        awaitChange(platform, ags);
    }

    /** A change reaches the association's figures. */
    private static void awaitChange(RunningPlatform platform, String ags) throws Exception {
        int before = count(platform, ags);
        enter(platform, ags, "Nele Neu");
        await().atMost(Duration.ofSeconds(90)).until(() -> count(platform, ags) == before + 1);
    }
}
