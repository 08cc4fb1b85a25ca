package org.ratsnetz.council.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.council.CouncilProcess;
import org.ratsnetz.council.Office;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.security.TestTokens;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import tools.jackson.databind.JsonNode;

/**
 * F28 and F04 for imports: the process is killed, told to stop, or loses its database; the job ends with the right counts. 4,000
 * lines, with {@code -Dratsnetz.long=true} 100,000; one in a hundred is broken.
 */
class ImportDeathTest {

    private static final int LINES = Boolean.getBoolean("ratsnetz.long") ? 100_000 : 4_000;
    private static final int BROKEN = LINES / 100;
    private static final String AGS = "05162004";
    private static final String LEASE = "--ratsnetz.imports.lease=3s";
    private static final String CHECKPOINT = "--ratsnetz.imports.checkpoint=50ms";

    private final HttpClient http = HttpClient.newHttpClient();

    private static String file() {
        StringBuilder file = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            file.append("""
                    {"ags":"%s","externalId":"d-%d","person":{"name":"Ada"},"kind":"elected","begin":"%s"}
                    """.formatted(AGS, line, line % 100 == 7 ? "gestern" : "2025-11-01"));
        }
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-line:2500", "import-checkpoint:2"})
    void aJobGoesOnAfterItsProcessWasKilled(String failPoint, @TempDir Path folder) throws Exception {
        String database = "import-" + failPoint.replace(':', '-');
        String location = killed(database, failPoint, folder);
        try (Office office = Office.open(database, LEASE, CHECKPOINT)) {
            assertDone(office, location);
        }
    }

    private String killed(String database, String failPoint, Path folder) throws Exception {
        int port = CouncilProcess.freePort();
        try (TestTokens tokens = TestTokens.start();
                CouncilProcess child = child(folder, failPoint, database, port, tokens)) {
            String registrar = tokens.role(Role.REGISTRAR);
            awaitUp(port, child);
            assertThat(send(port, registrar, "/api/councils/" + AGS, "PUT", """
                    {"committee":{"label":"Rat","since":"2025-11-01"},"seats":{"elected":9,"council":4}}""").statusCode())
                    .isEqualTo(201);
            HttpResponse<String> taken = send(port, registrar, "/api/imports?kind=mandates", "POST", file());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).as(child.output()).isEqualTo(137);
            return taken.headers().firstValue("Location").orElseThrow();
        }
    }

    private static CouncilProcess child(
            Path folder, String failPoint, String database, int port, TestTokens tokens, String... more) {
        List<String> arguments = new ArrayList<>(List.of(tokens.arguments()));
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--spring.mongodb.uri=" + TestParts.mongodbUri(database),
                "--spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers(),
                "--ratsnetz.topics.replication=1",
                // or Kafka waits 10 s for the dead, and whoever comes next with it
                "--spring.cloud.stream.kafka.binder.consumer-properties.session.timeout.ms=6000",
                LEASE,
                CHECKPOINT));
        arguments.addAll(List.of(more));
        return CouncilProcess.start(folder, failPoint, arguments);
    }

    private void awaitUp(int port, CouncilProcess child) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(child.process().isAlive()).as(child.output()).isTrue();
            try {
                return send(port, "", "/api/councils", "GET", "").statusCode() == 200;
            } catch (ConnectException e) {
                return false;
            }
        });
    }

    private HttpResponse<String> send(int port, String token, String path, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertDone(Office office, String location) {
        JsonNode job = await().atMost(Duration.ofMinutes(Boolean.getBoolean("ratsnetz.long") ? 10 : 1))
                .until(
                        () -> job(office, location),
                        it -> it.path("state").asString("").equals("done"));
        assertThat(job.path("read").asInt()).isEqualTo(LINES);
        assertThat(job.path("changed").asInt()).isEqualTo(LINES - BROKEN);
        assertThat(job.path("unchanged").asInt()).isZero();
        assertThat(job.path("rejected").asInt()).isEqualTo(BROKEN);
        MongoCollection<Document> mandates = collection(office, "mandates");
        assertThat(mandates.countDocuments()).isEqualTo(LINES - BROKEN);
        assertThat(mandates.countDocuments(Filters.gt("sequence", 1)))
                .as("mandates that were written twice")
                .isZero();
        assertThat(collection(office, "import-errors").countDocuments()).isEqualTo(BROKEN);
        await().until(() -> collection(office, "import-chunks").countDocuments() == 0);
    }

    private static JsonNode job(Office office, String location) {
        return Office.json(office.send("GET", location, office.registrar(), ""));
    }

    private static MongoCollection<Document> collection(Office office, String name) {
        return office.service()
                .context()
                .getBean(MongoDatabaseFactory.class)
                .getMongoDatabase()
                .getCollection(name);
    }

    @Test
    void anUploadThatWasTakenSurvivesTheDatabasesDeath() {
        try (Office office = Office.open("import-durable", LEASE)) {
            office.register(AGS);
            HttpResponse<String> taken;
            try {
                taken = office.send("POST", "/api/imports?kind=mandates", office.registrar(), file());
                TestParts.mongod().kill();
            } finally {
                TestParts.mongod().start();
            }
            assertThat(taken.statusCode()).isEqualTo(202);
            assertDone(office, taken.headers().firstValue("Location").orElseThrow());
        }
    }

    @Test
    void aProcessThatIsToldToStopLetsItsJobGoAtOnce(@TempDir Path folder) throws Exception {
        String database = "import-told";
        int port = CouncilProcess.freePort();
        String location;
        String output;
        try (TestTokens tokens = TestTokens.start();
                CouncilProcess child = child(folder, "", database, port, tokens, "--ratsnetz.imports.window=1")) {
            String registrar = tokens.role(Role.REGISTRAR);
            awaitUp(port, child);
            send(port, registrar, "/api/councils/" + AGS, "PUT", """
                    {"committee":{"label":"Rat","since":"2025-11-01"},"seats":{"elected":9,"council":4}}""");
            HttpResponse<String> taken = send(port, registrar, "/api/imports?kind=mandates", "POST", file());
            location = taken.headers().firstValue("Location").orElseThrow();
            await().until(() ->
                    send(port, registrar, location, "GET", "").body().contains("\"state\":\"running\""));
            child.process().destroy();
            await().atMost(Duration.ofSeconds(5)).until(() -> heldIn(database) == 0);
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            output = child.output();
        }
        assertThat(output)
                .contains("is left to another process")
                .doesNotContain("stopped, and goes on")
                .doesNotContain("\tat ");
        try (Office office = Office.open(database, LEASE)) {
            assertDone(office, location);
        }
    }

    /** Jobs that some process holds. */
    private static long heldIn(String database) {
        try (MongoClient client = MongoClients.create(TestParts.mongodbUri(database))) {
            return client.getDatabase(database).getCollection("imports").countDocuments(Filters.exists("lease"));
        }
    }
}
