package org.ratsnetz.council.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.council.CouncilService;
import org.ratsnetz.council.imports.ImportErrors.ErrorView;
import org.ratsnetz.council.imports.ImportJob.Author;
import org.ratsnetz.council.imports.ImportJob.Lease;
import org.ratsnetz.council.imports.ImportJob.Progress;
import org.ratsnetz.council.imports.ImportJob.State;
import org.ratsnetz.council.mandate.Mandate;
import org.ratsnetz.council.mandate.MandateRecord;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.security.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports on the real database: what is written, counted and reported, and what happens when a process dies on the way. */
@SpringBootTest(
        classes = CouncilService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ratsnetz.topics.replication=1",
            "ratsnetz.imports.lease=3s",
            "ratsnetz.imports.max-size=8MB",
            "ratsnetz.imports.max-lines=50000"
        })
@DirtiesContext // its consumers must not take other tests' events
class ImportsTest {

    private static final String KOELN = "05315000";
    private static final String ESSEN = "05113000";
    private static final Author REGISTRAR = new Author("registrar", true, Set.of());
    private static final Author KOELN_OFFICE = new Author("council-" + KOELN, false, Set.of(KOELN));

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestTokens TOKENS = TestTokens.start();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ImportDesk desk;

    @Autowired
    private ImportJobs jobs;

    @Autowired
    private ImportErrors errors;

    @Autowired
    private Uploads uploads;

    @Autowired
    private ImportProperties properties;

    @Autowired
    private Municipalities municipalities;

    @Autowired
    private ImportKind<MandateRecord, Mandate> mandateLines;

    @Autowired
    private MongoDatabaseFactory databases;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        TOKENS.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("spring.mongodb.uri", () -> TestParts.mongodbUri("imports"));
        registry.add("spring.kafka.bootstrap-servers", TestParts::bootstrapServers);
    }

    @BeforeEach
    void twoCouncils() throws IOException {
        ended(take("councils", false, REGISTRAR, council(KOELN, 22) + council(ESSEN, 20)));
    }

    @Test
    void aFileIsImportedAndTheSameFileAgainChangesNothing() throws IOException {
        String file = mandates("same", 1, 300);
        ImportJob first = ended(take("mandates", false, REGISTRAR, file));
        assertThat(first.state()).isEqualTo(State.DONE);
        assertThat(first.progress())
                .extracting(Progress::changed, Progress::unchanged, Progress::rejected)
                .containsExactly(300L, 0L, 0L);
        assertThat(first.startedAt()).isNotNull();
        assertThat(first.finishedAt()).isNotNull();
        ImportJob again = ended(take("mandates", false, REGISTRAR, file));
        assertThat(again.progress())
                .extracting(Progress::changed, Progress::unchanged, Progress::rejected)
                .containsExactly(0L, 300L, 0L);
        assertThat(collection("mandates").countDocuments(Filters.regex("state.externalId", "^same-")))
                .isEqualTo(300);
    }

    @Test
    void csvOfASpreadsheetIsImportedToo() throws IOException {
        String file = """
                ags;externalId;person.name;person.gender;kind;list;begin;end
                5315000;csv-1;Ayşe Müller;female;elected;"Liste; bunt";01.11.2025;
                05315000;csv-2;Jörg Groß;;council;;2025-11-01;31.12.2025
                """.replace("\n", "\r\n");
        ImportJob plain =
                ended(take("mandates", false, KOELN_OFFICE, ("\uFEFF" + file).getBytes(StandardCharsets.UTF_8)));
        assertThat(plain.progress().changed()).isEqualTo(2);
        ImportJob packed = ended(take("mandates", false, KOELN_OFFICE, gzip(file.getBytes(StandardCharsets.UTF_8))));
        assertThat(packed.progress().unchanged()).isEqualTo(2);
    }

    @Test
    void brokenLinesAreReportedAndTheOthersImported() throws IOException {
        StringBuilder file = new StringBuilder();
        for (int line = 1; line <= 1000; line++) {
            file.append(line % 100 == 7 ? broken(line) : mandate("part-" + line, KOELN))
                    .append('\n');
        }
        ImportJob job = ended(take("mandates", false, REGISTRAR, file.toString()));
        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.progress())
                .extracting(Progress::read, Progress::changed, Progress::rejected)
                .containsExactly(1000L, 990L, 10L);
        List<ErrorView> found = errorsOf(job);
        assertThat(found)
                .extracting(ErrorView::line)
                .containsExactly(7L, 107L, 207L, 307L, 407L, 507L, 607L, 707L, 807L, 907L);
        assertThat(found)
                .allSatisfy(error -> assertThat(error.reason()).isNotBlank().doesNotContain("{", "invalid."));
        assertThat(found)
                .extracting(ErrorView::field)
                .contains("person.name", "kind", "begin", "end", "ags", "unknown", "");
    }

    @Test
    void theSameKeyTwiceInAFileIsAnError() throws IOException {
        String file = mandate("twice", KOELN) + "\n" + mandate("twice", ESSEN) + "\n" + mandate("twice", KOELN) + "\n";
        ImportJob job = ended(take("mandates", false, REGISTRAR, file));
        assertThat(job.progress())
                .extracting(Progress::changed, Progress::rejected)
                .containsExactly(2L, 1L);
        assertThat(errorsOf(job)).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(3);
            assertThat(error.reason()).isEqualTo("derselbe Schlüssel steht schon in Zeile 1");
        });
    }

    @Test
    void eachLineIsAuthorisedForItself() throws IOException {
        String file =
                mandate("own", KOELN) + "\n" + mandate("foreign", ESSEN) + "\n" + mandate("unknown", "05999999") + "\n";
        ImportJob job = ended(take("mandates", false, KOELN_OFFICE, file));
        assertThat(job.progress())
                .extracting(Progress::changed, Progress::rejected)
                .containsExactly(1L, 2L);
        assertThat(errorsOf(job))
                .extracting(ErrorView::line, ErrorView::field, ErrorView::code)
                .containsExactly(tuple(2L, "ags", "foreign-council"), tuple(3L, "ags", "ags-unknown"));
        assertThat(collection("mandates").countDocuments(Filters.eq("state.externalId", "foreign")))
                .isZero();
        ImportJob councils = ended(take("councils", false, KOELN_OFFICE, council("05314000", 18)));
        assertThat(errorsOf(councils)).extracting(ErrorView::code).containsExactly("foreign-council");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndWritesNothing() throws IOException {
        String file = mandates("dry", 1, 5) + "{\n";
        ImportJob job = ended(take("mandates", true, REGISTRAR, file));
        assertThat(job.progress())
                .extracting(Progress::changed, Progress::rejected)
                .containsExactly(5L, 1L);
        assertThat(collection("mandates").countDocuments(Filters.regex("state.externalId", "^dry-")))
                .isZero();
        ended(take("mandates", false, REGISTRAR, mandates("dry", 1, 3)));
        ImportJob again = ended(take("mandates", true, REGISTRAR, file));
        assertThat(again.progress())
                .extracting(Progress::changed, Progress::unchanged, Progress::rejected)
                .containsExactly(2L, 3L, 1L);
    }

    @Test
    void aDryRunOverAWithdrawnMandateEndsWithOneRejectedLine() throws Exception {
        ended(take("mandates", false, KOELN_OFFICE, mandates("taken-back", 1, 2)));
        Document first = collection("mandates")
                .find(Filters.eq("state.externalId", "taken-back-1"))
                .first();
        assertThat(send(request(
                                        "/api/councils/"
                                                + first.getString("_id").replace("/", "/mandates/"),
                                        TOKENS.council(KOELN))
                                .header("If-Match", "*")
                                .DELETE())
                        .statusCode())
                .isEqualTo(200);
        for (boolean dryRun : List.of(true, false)) {
            ImportJob job = ended(take("mandates", dryRun, KOELN_OFFICE, mandates("taken-back", 1, 3)));
            assertThat(job.progress())
                    .extracting(Progress::changed, Progress::unchanged, Progress::rejected)
                    .containsExactly(1L, 1L, 1L);
            assertThat(errorsOf(job)).singleElement().satisfies(error -> {
                assertThat(error.line()).isEqualTo(1);
                assertThat(error.code()).isEqualTo("mandate-withdrawn");
            });
        }
    }

    @Test
    void aDryRunIsAskedForByTrueAndByNothingElse() throws Exception {
        String token = TOKENS.council(KOELN);
        for (String value :
                List.of("dryRun", "dryRun=", "dryRun=yes", "dryRun=1", "dryRun=TRUE", "dryRun=true&dryRun=false")) {
            HttpResponse<String> refused = send(request("/api/imports?kind=mandates&" + value, token)
                    .POST(HttpRequest.BodyPublishers.ofString(mandate("never", KOELN))));
            assertThat(refused.statusCode()).as(value).isEqualTo(400);
            assertThat(refused.body()).contains("query/dryRun");
        }
        HttpResponse<String> taken = send(request("/api/imports?kind=mandates&dryRun=true", token)
                .POST(HttpRequest.BodyPublishers.ofString(mandate("never", KOELN))));
        assertThat(taken.body()).contains("\"dryRun\":true");
        assertThat(collection("mandates").countDocuments(Filters.eq("state.externalId", "never")))
                .isZero();
    }

    @Test
    void errorsAreReadFromTheLastLineTooAndUnknownWishesAreRefused() throws Exception {
        ImportJob job = ended(take("mandates", false, KOELN_OFFICE, "{\n[]\n1\n"));
        String path = "/api/imports/" + job.id() + "/errors";
        String token = TOKENS.council(KOELN);
        List<Integer> lines = new ArrayList<>();
        String next = path + "?sort=-line&limit=1";
        while (!next.isEmpty()) {
            JsonNode page = JSON.readTree(send(request(next, token)).body());
            page.path("items").forEach(item -> lines.add(item.path("line").asInt()));
            next = page.path("next").asString("");
        }
        assertThat(lines).containsExactly(3, 2, 1);
        assertThat(send(request(path + "?format=csv&encoding=excel", token)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> unknown = send(request(path + "?format=csv&encoding=latin1", token));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("query/encoding", "excel");
    }

    @Test
    void afterADeathAnotherProcessFinishesWithTheRightCounts() throws Exception {
        StringBuilder file = new StringBuilder();
        for (int line = 1; line <= 4000; line++) {
            file.append(line % 100 == 7 ? broken(line) : mandate("resume-" + line, KOELN))
                    .append('\n');
        }
        ImportJob job = begunByAnother(file.toString());
        Hold hold = new Hold(job.id(), "dead", jobs, Duration.ofMinutes(1), System.nanoTime(), System::nanoTime);
        assertThatThrownBy(() -> run(job, hold, dyingAfter(2500))).isInstanceOf(Died.class);
        Progress left = jobs.find(job.id()).orElseThrow().progress();
        long written = collection("mandates").countDocuments(Filters.regex("state.externalId", "^resume-"));
        assertThat(left.line()).isBetween(1L, 2499L);
        assertThat(written).isGreaterThan(left.changed());

        ImportJob done = ended(job);
        assertThat(done.progress())
                .extracting(Progress::read, Progress::changed, Progress::unchanged, Progress::rejected)
                .containsExactly(4000L, 3960L, 0L, 40L);
        assertThat(errorsOf(done)).hasSize(40);
        assertThat(collection("mandates").countDocuments(Filters.regex("state.externalId", "^resume-")))
                .isEqualTo(3960);
        assertThat(collection("mandates")
                        .countDocuments(
                                Filters.and(Filters.regex("state.externalId", "^resume-"), Filters.gt("sequence", 1))))
                .as("mandates that were written twice")
                .isZero();
        assertThat(collection("import-chunks").countDocuments(Filters.eq("job", job.id())))
                .isZero();
    }

    @Test
    void onlyOneProcessGetsAJob() throws IOException {
        ImportJob job = begunByAnother(mandates("claim", 1, 1));
        assertThat(jobs.claim(job, "one")).isPresent();
        assertThat(jobs.claim(job, "two")).isEmpty();
        assertThat(jobs.checkpoint(job.id(), "dead", Progress.NONE)).isFalse();
        assertThat(jobs.finish(job.id(), "dead", Progress.NONE, null)).isFalse();
        jobs.release(job.id(), "one");
        assertThat(ended(job).progress().changed()).isEqualTo(1);
    }

    @Test
    void aBusyServiceIsAskedAgain() throws Exception {
        ImportJob job = begunByAnother(mandates("busy", 1, 200));
        Hold hold = new Hold(job.id(), "dead", jobs, Duration.ofMinutes(1), System.nanoTime(), System::nanoTime);
        AtomicInteger refusals = new AtomicInteger(250);
        Tally tally = run(
                job,
                hold,
                submit -> command -> refusals.getAndDecrement() > 0
                        ? CompletableFuture.completedFuture(new Result.Refused<>(Problem.of(503, "overloaded"), null))
                        : submit.apply(command));
        assertThat(tally.progress(0).changed()).isEqualTo(200);
        hold.finish(tally.progress(0), null);
    }

    @Test
    void whatCannotBeAFileOfLinesIsRefusedAtOnce() {
        refused(new byte[0], 422, "import-empty");
        refused(" \n\n".getBytes(StandardCharsets.UTF_8), 422, "import-empty");
        refused(gzip(noise(9 << 20)), 413, "import-too-large");
        refused(gzip(new byte[100 << 20]), 413, "import-too-dense");
        refused(
                gzip(("{\"ags\":\"" + "0".repeat(4 << 20) + "\"}").getBytes(StandardCharsets.UTF_8)),
                413,
                "import-too-dense");
        refused("{}\n".repeat(50_001).getBytes(StandardCharsets.UTF_8), 413, "import-too-many-lines");
        refused(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0}, 422, "import-broken-packing");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0, 0}, 415, "import-workbook");
        refused("[{\"ags\":\"05315000\"}]".getBytes(StandardCharsets.UTF_8), 422, "import-json-array");
        assertThat(collection("import-chunks").countDocuments()).isZero();
    }

    @Test
    void aHeadingAloneIsAnEmptyImportAndAWrongOneIsNamed() throws IOException {
        ImportJob empty = ended(take("mandates", false, REGISTRAR, "ags,externalId,person.name,kind,begin\n"));
        assertThat(empty.state()).isEqualTo(State.DONE);
        assertThat(empty.progress().read()).isZero();
        ImportJob wrong = ended(take(
                "mandates", false, REGISTRAR, "ags,externalId,Name,kind,begin\n05315000,x,Y,elected,2025-11-01\n"));
        assertThat(wrong.state()).isEqualTo(State.FAILED);
        assertThat(desk.failure(wrong, Locale.GERMAN)).contains("Kopfzeile");
        assertThat(errorsOf(wrong)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("Name");
            assertThat(error.reason()).contains("Name", "person.name");
        });
        assertThat(collection("mandates").countDocuments(Filters.eq("state.externalId", "x")))
                .isZero();
    }

    @Test
    void aRepeatedUploadIsTheSameJob() throws IOException {
        byte[] file = mandate("keyed", KOELN).getBytes(StandardCharsets.UTF_8);
        ImportDesk.Taken first =
                desk.take("mandates", false, KOELN_OFFICE, "key-12345", null, new ByteArrayInputStream(file));
        ImportDesk.Taken again =
                desk.take("mandates", false, KOELN_OFFICE, "key-12345", null, new ByteArrayInputStream(file));
        assertThat(again.job().id()).isEqualTo(first.job().id());
        assertThat(again.replayed()).isTrue();
        assertThatThrownBy(() ->
                        desk.take("mandates", true, KOELN_OFFICE, "key-12345", null, new ByteArrayInputStream(file)))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.problem().type()).isEqualTo("key-reused"));
    }

    @Test
    void errorsComeAsCsvWithoutFormulas() throws IOException {
        ImportJob job = ended(take("mandates", false, REGISTRAR, "ags,=cmd()\n05315000,1\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        errors.writeCsv(job, Locale.ENGLISH, true, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFline;field;code;reason")
                .contains("1;'=cmd();column-unknown;")
                .contains("there is no column");
    }

    @Test
    void aFileIsUploadedAsCurlSendsItAndFollowedToItsEnd() throws Exception {
        String token = TOKENS.council(KOELN);
        String file = mandate("http-1", KOELN) + "\n" + mandate("http-2", ESSEN) + "\n";
        HttpResponse<String> accepted = send(request("/api/imports?kind=mandates", token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(file)));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        ended(jobs.find(location.substring(location.lastIndexOf('/') + 1)).orElseThrow());

        assertThat(send(request(location, token)).body())
                .contains("\"state\":\"done\"", "\"read\":2", "\"changed\":1", "\"rejected\":1", "\"progress\":1");
        assertThat(send(request(location + "/errors", token)).body()).contains("\"line\":2", "\"field\":\"ags\"");
        assertThat(send(request(location + "/errors", token)
                                .header("Accept", "text/csv")
                                .header("Accept-Language", "en"))
                        .body())
                .contains("2,ags,foreign-council,the council 05113000 is not one of this client");
        assertThat(send(request(location + "/errors?format=ndjson", token)).body())
                .startsWith("{\"line\":2,");
        assertThat(send(request("/api/imports", token)).body()).contains(location.substring(13));
        assertThat(send(request(location, TOKENS.council(ESSEN))).statusCode()).isEqualTo(404);
        assertThat(send(request(location, TOKENS.role(Role.OPERATOR))).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/api/operations/councils/imports", TOKENS.role(Role.OPERATOR)))
                        .body())
                .contains(location.substring(13));
        assertThat(send(request("/api/operations/councils/imports", token)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUploadThatCannotBeTakenSaysWhy() throws Exception {
        HttpRequest.BodyPublisher line = HttpRequest.BodyPublishers.ofString(mandate("no", KOELN));
        HttpResponse<String> kind =
                send(request("/api/imports?kind=people", TOKENS.council(KOELN)).POST(line));
        assertThat(kind.statusCode()).isEqualTo(400);
        assertThat(kind.body()).contains("query/kind", "councils, mandates");
        assertThat(send(request("/api/imports", TOKENS.council(KOELN)).POST(line))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request("/api/imports?kind=mandates", TOKENS.role(Role.OFFICE))
                                .POST(line))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> form = send(request("/api/imports?kind=mandates", TOKENS.council(KOELN))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString("--x--")));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.body()).contains("urn:ratsnetz:problem:import-multipart", "--data-binary");
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class Died extends RuntimeException {}

    private static Function<
                    Function<Command<Mandate>, CompletableFuture<Result<Mandate>>>,
                    Function<Command<Mandate>, CompletableFuture<Result<Mandate>>>>
            dyingAfter(int lines) {
        AtomicInteger left = new AtomicInteger(lines);
        return submit -> command -> {
            if (left.getAndDecrement() == 0) {
                throw new Died();
            }
            return submit.apply(command);
        };
    }

    private Tally run(
            ImportJob job,
            Hold hold,
            Function<
                            Function<Command<Mandate>, CompletableFuture<Result<Mandate>>>,
                            Function<Command<Mandate>, CompletableFuture<Result<Mandate>>>>
                    disturbed)
            throws IOException, InterruptedException {
        ImportKind<MandateRecord, Mandate> kind = new ImportKind<>(
                mandateLines.name(),
                mandateLines.reader(),
                mandateLines.command(),
                disturbed.apply(mandateLines.submit()),
                mandateLines.find());
        ImportProperties often = new ImportProperties(
                properties.maxSize(),
                properties.maxRatio(),
                properties.maxLines(),
                properties.window(),
                properties.jobs(),
                properties.jobsPerClient(),
                properties.waitingPerClient(),
                properties.lease(),
                Duration.ofMillis(20),
                properties.keep());
        Tally tally = new Tally(job, jobs);
        try (UploadStream file = uploads.open(job)) {
            assertThat(new ImportRun<>(
                                    job,
                                    hold,
                                    tally,
                                    new LineReading<>(job, kind, municipalities),
                                    new Application.Writing<>(kind),
                                    often,
                                    System::nanoTime)
                            .run(file, kind.reader().columns()))
                    .isEmpty();
        }
        return tally;
    }

    /** A job that some process began, and of which nothing is heard any more. */
    private ImportJob begunByAnother(String file) throws IOException {
        String id = UUID.randomUUID().toString();
        ImportJob.Upload upload =
                uploads.store(id, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null);
        Instant now = Instant.now();
        ImportJob job = new ImportJob(
                id,
                "mandates",
                false,
                REGISTRAR,
                null,
                now,
                upload,
                State.RUNNING,
                now,
                null,
                null,
                Progress.NONE,
                new Lease("dead", 1),
                now.plus(Duration.ofDays(1)));
        jobs.add(job);
        return jobs.find(id).orElseThrow();
    }

    private ImportJob take(String kind, boolean dryRun, Author author, String file) throws IOException {
        return take(kind, dryRun, author, file.getBytes(StandardCharsets.UTF_8));
    }

    private ImportJob take(String kind, boolean dryRun, Author author, byte[] file) throws IOException {
        return desk.take(kind, dryRun, author, null, null, new ByteArrayInputStream(file))
                .job();
    }

    private ImportJob ended(ImportJob job) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> jobs.find(job.id()).orElseThrow(),
                        it -> Set.of(State.DONE, State.FAILED).contains(it.state()));
    }

    private List<ErrorView> errorsOf(ImportJob job) {
        List<ErrorView> views = new ArrayList<>();
        jobs.errors(job.id(), 0, 1000)
                .forEach(line -> errors.views(line, Locale.GERMAN).forEach(views::add));
        return views;
    }

    private void refused(byte @Nullable [] file, int status, String type) {
        assertThatThrownBy(() -> take("mandates", false, REGISTRAR, file == null ? new byte[0] : file))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(tuple(
                                        it.problem().status(), it.problem().type()))
                                .isEqualTo(tuple(status, type)));
    }

    private MongoCollection<Document> collection(String name) {
        return databases.getMongoDatabase().getCollection(name);
    }

    private static byte[] noise(int size) {
        byte[] letters = new byte[size];
        Random random = new Random(1);
        for (int at = 0; at < size; at++) {
            letters[at] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static String council(String ags, int elected) {
        return """
                {"ags":"%s","committee":{"label":"Ausschuss","since":"2025-11-01"},"seats":{"elected":%d,"council":9}}
                """.formatted(ags, elected);
    }

    private static String mandates(String prefix, int from, int to) {
        StringBuilder file = new StringBuilder();
        for (int line = from; line <= to; line++) {
            file.append(mandate(prefix + "-" + line, KOELN)).append('\n');
        }
        return file.toString();
    }

    private static String mandate(String externalId, String ags) {
        return """
                {"ags":"%s","externalId":"%s","person":{"name":"Aylin Mohnfeld"},"kind":"elected","begin":"2025-11-01"}""".formatted(ags, externalId);
    }

    private static String broken(int line) {
        String good = mandate("part-" + line, KOELN);
        return switch (line / 100 % 10) {
            case 0 -> good.substring(0, 40);
            case 1 -> good.replace("Aylin Mohnfeld", "");
            case 2 -> good.replace("elected", "chosen");
            case 3 -> good.replace("2025-11-01", "2025-13-01");
            case 4 -> good.replace("\"begin\"", "\"end\":\"2024-01-01\",\"begin\"");
            case 5 -> good.replace(KOELN, "12345678");
            case 6 -> good.replace("\"kind\"", "\"unknown\":1,\"kind\"");
            case 7 -> "[]";
            case 8 -> good.replace("\"externalId\":\"part-" + line + "\",", "");
            default -> good.replace("\"kind\":\"elected\",", "");
        };
    }
}
