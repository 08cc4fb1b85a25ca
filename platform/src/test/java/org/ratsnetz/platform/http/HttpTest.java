package org.ratsnetz.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.IdempotencyKey;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Precondition;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.ratsnetz.platform.security.CouncilWrite;
import org.ratsnetz.platform.security.PublicRead;
import org.ratsnetz.platform.security.Role;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AGS = "05315000";
    private static final String GOOD =
            "{\"name\":\"Köln\",\"seats\":{\"elected\":3},\"since\":\"2025-11-01\",\"kind\":\"big\"}";

    private static WebFixture web;

    @BeforeAll
    static void start() {
        web = new WebFixture(Probe.class);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    enum Kind {
        @JsonProperty("big")
        BIG,
        @JsonProperty("small")
        SMALL
    }

    record Seats(@PositiveOrZero @Max(99) int elected) {}

    record Thing(
            @NotBlank @Size(max = 20) String name,
            @Valid Seats seats,
            LocalDate since,
            Kind kind,
            @Nullable @Size(max = 3) List<@NotBlank String> tags) {}

    @RestController
    static class Probe {

        private final MergePatches patches;

        Probe(MergePatches patches) {
            this.patches = patches;
        }

        @PutMapping("/things/{ags}")
        @CouncilWrite
        Map<String, Object> put(@PathVariable String ags, @Valid @RequestBody Thing thing, Write write) {
            Command<Thing> command = write.command(ags, ags, 200, current -> Outcome.unchanged());
            IdempotencyKey key = command.idempotency();
            return Map.of(
                    "name", thing.name(),
                    "by", command.by(),
                    "precondition", String.valueOf(command.precondition()),
                    "bytes", command.bytes(),
                    "key", key == null ? "" : key.request() + "/" + key.body());
        }

        @PatchMapping(
                path = "/things/{ags}",
                consumes = {"application/merge-patch+json", "application/json"})
        @CouncilWrite
        Thing patch(@PathVariable String ags, @RequestBody MergePatch patch) {
            return patches.apply(
                    patch,
                    new Thing("Köln", new Seats(3), LocalDate.of(2025, 11, 1), Kind.BIG, List.of("a")),
                    Thing.class);
        }

        @PostMapping("/outcomes/{ags}/{what}")
        @CouncilWrite
        ResponseEntity<String> outcome(@PathVariable String ags, @PathVariable String what) {
            Stored<String> stored = new Stored<>(
                    ags, ags, 1, 7, 5, 1, 3, 3, List.of(), List.of(), List.of(), "me", Instant.EPOCH, "state");
            Result<String> result = switch (what) {
                case "created" -> new Result.Written<>(stored, true);
                case "changed" -> new Result.Written<>(stored, false);
                case "unchanged" -> new Result.Unchanged<>(stored);
                case "replayed" -> new Result.Replayed<>(stored, 201);
                case "stale" -> new Result.Refused<>(Problem.of(412, "stale"), stored);
                default -> new Result.Refused<>(Problem.of(503, "overloaded").retryAfter(3), null);
            };
            return Answers.of(CompletableFuture.completedFuture(result), Stored::state, s -> "/outcomes/" + s.id());
        }

        @GetMapping("/numbers")
        @PublicRead
        Page<Integer> numbers(
                @RequestParam(required = false) @Nullable LocalDate at,
                @RequestParam(defaultValue = "0") int from,
                @RequestParam Optional<Kind> kind,
                @RequestParam Optional<LocalDate> until,
                @RequestParam Optional<Boolean> exact,
                Paging paging) {
            Paging.Sort order = paging.sort(Map.of("value", "value"), "value");
            List<Object> after = paging.after(order, 1);
            int begin = after.isEmpty() ? from : Math.toIntExact((Long) after.getFirst()) + 1;
            List<Integer> found = IntStream.range(begin, Math.min(begin + paging.limit() + 1, 10))
                    .boxed()
                    .toList();
            return paging.page(order, found, n -> n, n -> List.of((long) n));
        }

        @GetMapping("/outages/{part}")
        @PublicRead
        String outage(@PathVariable String part) {
            throw switch (part) {
                case "driver" -> new MongoTimeoutException("no server within 1000 ms");
                case "socket" -> new MongoSocketReadException("gone", new ServerAddress());
                case "template" -> new DataAccessResourceFailureException("gone");
                case "kafka" -> new org.apache.kafka.common.errors.TimeoutException("no broker");
                default -> new MongoCommandException(BsonDocument.parse("{ok: 0, code: 2}"), new ServerAddress());
            };
        }

        @PostMapping("/swallowed/{ags}")
        @CouncilWrite
        void swallow(@PathVariable String ags, HttpServletRequest request) throws IOException {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        @GetMapping("/broken")
        @PublicRead
        String broken() {
            throw new IllegalStateException("the secret of the house");
        }
    }

    private static HttpResponse<String> put(String body) {
        return web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path) {
        return web.send(web.request(path, ""));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:ratsnetz:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty().isNotEqualTo(type);
        assertThat(problem.path("detail").asString()).isNotEmpty();
    }

    @Test
    void aProperBodyIsTaken() {
        assertThat(json(put(GOOD)).path("name").asString()).isEqualTo("Köln");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    unknown field        | {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":"big","role":"x"} | /role
                    deep unknown field   | {"name":"a","seats":{"elected":1,"seq":2},"since":"2025-11-01","kind":"big"} | /seats/seq
                    number for text      | {"name":1,"seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name
                    boolean for text     | {"name":true,"seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name
                    object for text      | {"name":{},"seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name
                    text for number      | {"name":"a","seats":{"elected":"1"},"since":"2025-11-01","kind":"big"} | /seats/elected
                    fraction for integer | {"name":"a","seats":{"elected":1.5},"since":"2025-11-01","kind":"big"} | /seats/elected
                    beyond an integer    | {"name":"a","seats":{"elected":9999999999},"since":"2025-11-01","kind":"big"} | /seats/elected
                    null for integer     | {"name":"a","seats":{"elected":null},"since":"2025-11-01","kind":"big"} | /seats/elected
                    missing integer      | {"name":"a","seats":{},"since":"2025-11-01","kind":"big"} | /seats/elected
                    list for object      | {"name":"a","seats":[],"since":"2025-11-01","kind":"big"} | /seats
                    text for object      | {"name":"a","seats":"","since":"2025-11-01","kind":"big"} | /seats
                    not a day            | {"name":"a","seats":{"elected":1},"since":"2025-02-30","kind":"big"} | /since
                    number for day       | {"name":"a","seats":{"elected":1},"since":20000,"kind":"big"} | /since
                    list for day         | {"name":"a","seats":{"elected":1},"since":[2025,11,1],"kind":"big"} | /since
                    empty list for day   | {"name":"a","seats":{"elected":1},"since":[],"kind":"big"} | /since
                    a far day            | {"name":"a","seats":{"elected":1},"since":"+999999999-12-31","kind":"big"} | /since
                    a day before Christ  | {"name":"a","seats":{"elected":1},"since":"-0044-03-15","kind":"big"} | /since
                    a time for a day     | {"name":"a","seats":{"elected":1},"since":"2025-10-31T23:00:00.000Z","kind":"big"} | /since
                    empty day            | {"name":"a","seats":{"elected":1},"since":"","kind":"big"} | /since
                    not of the enum      | {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":"BIG"} | /kind
                    number for enum      | {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":0} | /kind
                    text for list        | {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":"big","tags":"x"} | /tags
                    null in list         | {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":"big","tags":[null]} | /tags/0
                    missing text         | {"seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name
                    null text            | {"name":null,"seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name
                    missing object       | {"name":"a","since":"2025-11-01","kind":"big"} | /seats
                    """)
    void aBodyOfAnotherShapeIsRefusedWithTheField(String name, String body, String pointer) {
        HttpResponse<String> answer = put(body);
        assertProblem(answer, 400, "wrong-shape");
        assertThat(json(answer)
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("pointer").asString()))
                .contains(pointer);
        assertThat(json(answer).path("errors").get(0).path("detail").asString()).contains(" ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":" ","seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name | darf nicht leer sein
                    {"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaa","seats":{"elected":1},"since":"2025-11-01","kind":"big"} | /name | muss zwischen 0 und 20 lang sein
                    {"name":"a","seats":{"elected":-1},"since":"2025-11-01","kind":"big"} | /seats/elected | darf nicht negativ sein
                    {"name":"a","seats":{"elected":100},"since":"2025-11-01","kind":"big"} | /seats/elected | darf höchstens 99 sein
                    {"name":"a","seats":{"elected":1},"since":"2025-11-01","kind":"big","tags":["a",""]} | /tags/1 | darf nicht leer sein
                    """)
    void aBodyThatBreaksARuleIsRefusedWithTheFieldAndTheRule(String body, String pointer, String detail) {
        HttpResponse<String> answer = put(body);
        assertProblem(answer, 422, "invalid");
        assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(json(answer).path("errors").get(0).path("detail").asString()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":                       | malformed-json
                    {"name":"a",}                  | malformed-json
                    {} {}                          | malformed-json
                    {} x                           | malformed-json
                    nonsense                       | malformed-json
                    {"name":"a","name":"b"}        | duplicate-name
                    {"seats":{"a":1,"a":2}}        | duplicate-name
                    {"$set":{"name":"x"}}          | malformed-json-name
                    {"name":{"$gt":""}}            | malformed-json-name
                    {"seats.elected":3}            | malformed-json-name
                    null                           | body-required
                    """)
    void whatIsNotProperJsonIsRefused(String body, String type) {
        assertProblem(put(body), 400, type);
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertProblem(put(""), 400, "body-required");
    }

    @Test
    void aDeepBodyIsRefused() {
        assertThat(put("{\"name\":" + "[".repeat(31) + "]".repeat(31) + "}").body())
                .contains("wrong-shape");
        assertProblem(put("{\"name\":" + "[".repeat(40) + "]".repeat(40) + "}"), 400, "json-too-deep");
        assertProblem(put("[".repeat(100_000)), 400, "json-too-deep");
    }

    @Test
    void aLargeBodyIsRefused() {
        assertProblem(put("{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}"), 413, "body-too-large");
    }

    @Test
    void aLargeBodyOfUnknownLengthIsRefused() {
        byte[] large = new byte[2 * 1024 * 1024];
        HttpResponse<String> answer =
                web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void preconditionsAndKeysReachTheCommand() {
        HttpResponse<String> answer =
                web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"1.5\", W/\"1.6\", \"1.7\"")
                        .header("Idempotency-Key", "key-0001")
                        .PUT(BodyPublishers.ofString(GOOD)));
        JsonNode seen = json(answer);
        assertThat(seen.path("precondition").asString())
                .isEqualTo(new Precondition.Matches(new LinkedHashSet<>(List.of("\"1.5\"", "\"1.7\""))).toString());
        assertThat(seen.path("by").asString()).isEqualTo("council-" + AGS);
        assertThat(seen.path("key").asString()).matches("-?\\d+/-?\\d+");
        assertThat(seen.path("bytes").asInt()).isEqualTo(GOOD.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    If-Match        | 1.5
                    If-Match        | "1.5" "1.6"
                    If-Match        | "1.5",
                    If-Match        | *, "1.5"
                    If-None-Match   | "1.5"
                    Idempotency-Key | short
                    Idempotency-Key | with space in it
                    """)
    void malformedHeadersAreRefusedByName(String header, String value) {
        HttpResponse<String> answer =
                web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .PUT(BodyPublishers.ofString(GOOD)));
        assertProblem(answer, 400, "malformed-header");
        assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                .isEqualTo("header/" + header);
    }

    private static HttpResponse<String> patch(String body) {
        return web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @Test
    void aMergePatchChangesRemovesAndKeeps() {
        JsonNode thing = json(patch("{\"name\":\"Bonn\",\"tags\":null,\"seats\":{\"elected\":4}}"));
        assertThat(thing.path("name").asString()).isEqualTo("Bonn");
        assertThat(thing.path("seats").path("elected").asInt()).isEqualTo(4);
        assertThat(thing.path("since").asString()).isEqualTo("2025-11-01");
        assertThat(thing.has("tags")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":null}             | 400 | wrong-shape  | /name
                    {"role":"x"}              | 400 | wrong-shape  | /role
                    {"seats":{"elected":"4"}} | 400 | wrong-shape  | /seats/elected
                    {"seats":{"elected":-4}}  | 422 | invalid      | /seats/elected
                    {"name":""}               | 422 | invalid      | /name
                    """)
    void aMergePatchIsAsStrictAsAWholeRecord(String body, int status, String type, String pointer) {
        HttpResponse<String> answer = patch(body);
        assertProblem(answer, status, type);
        assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
    void aMergePatchIsAnObject(String body) {
        assertThat(patch(body).statusCode()).isEqualTo(400);
    }

    @Test
    void outcomesBecomeAnswers() {
        assertThat(outcome("created").statusCode()).isEqualTo(201);
        assertThat(outcome("created").headers().firstValue("Location")).hasValue("/outcomes/" + AGS);
        assertThat(outcome("created").headers().firstValue("ETag")).hasValue("\"1.5\"");
        assertThat(outcome("changed").statusCode()).isEqualTo(200);
        assertThat(outcome("unchanged").statusCode()).isEqualTo(200);
        assertThat(outcome("replayed").statusCode()).isEqualTo(201);
        assertThat(outcome("replayed").headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertProblem(outcome("stale"), 412, "stale");
        assertThat(outcome("stale").headers().firstValue("ETag")).hasValue("\"1.5\"");
        assertThat(json(outcome("stale")).path("current").asString()).isEqualTo("state");
        assertProblem(outcome("overloaded"), 503, "overloaded");
        assertThat(outcome("overloaded").headers().firstValue("Retry-After")).hasValue("3");
    }

    private static HttpResponse<String> outcome(String what) {
        return web.send(
                web.request("/outcomes/" + AGS + "/" + what, web.tokens().council(AGS))
                        .POST(BodyPublishers.noBody()));
    }

    @Test
    void followingNextVisitsEachItemOnce() {
        List<Integer> seen = new ArrayList<>();
        String path = "/numbers?limit=3&from=1";
        while (!path.isEmpty()) {
            JsonNode page = json(get(path));
            page.path("items").forEach(item -> seen.add(item.asInt()));
            path = page.path("next").asString("");
            assertThat(path)
                    .satisfiesAnyOf(
                            p -> assertThat(p).isEmpty(),
                            p -> assertThat(p).contains("from=1").contains("limit=3"));
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=201,limit",
        "limit=x,limit",
        "sort=secret,sort",
        "cursor=abc,cursor",
        "cursor=WyJ4Il0,cursor",
        "at=2025-02-30,at",
        "at=x,at",
        "at=,at",
        "at=%2B999999999-12-31,at",
        "until=,until",
        "exact=,exact",
        "exact=yes,exact",
        "exact=1,exact",
        "from=x,from",
        "unknown=1,unknown",
        "kind=%00,kind",
        "kind=BIG,kind",
        "until=x,until",
        "from=1&from=2,from"
    })
    void badParametersAreRefusedByName(String query, String name) {
        HttpResponse<String> answer = get("/numbers?" + query);
        assertProblem(answer, 400, "bad-parameter");
        assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                .isEqualTo("query/" + name);
    }

    @Test
    void enumsInParametersBearTheirJsonNames() {
        assertThat(get("/numbers?kind=big&until=2025-11-01").statusCode()).isEqualTo(200);
        assertThat(get("/numbers?kind=BIG").body()).contains("big, small");
        assertThat(get("/numbers?until=x").body()).contains("JJJJ-MM-TT");
    }

    @Test
    void whatSpringRefusesIsAProblemToo() {
        assertProblem(get("/nothing-here"), 404, "no-such-path");
        assertProblem(web.send(web.request("/numbers", "").DELETE()), 405, "method-not-allowed");
        assertThat(web.send(web.request("/numbers", "").DELETE()).headers().firstValue("Allow"))
                .isPresent();
        assertProblem(web.send(web.request("/numbers", "").header("Accept", "image/png")), 406, "not-acceptable");
        assertProblem(
                web.send(web.request("/things/" + AGS, web.tokens().council(AGS))
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString("x"))),
                415,
                "media-type");
    }

    @Test
    void anUnexpectedFailureTellsNothingButANumber() {
        HttpResponse<String> answer = get("/broken");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(json(answer).path("detail").asString())
                .contains(json(answer).path("id").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver", "socket", "template", "kafka"})
    @ExtendWith(OutputCaptureExtension.class)
    void aPartThatIsOutIsToldWithATimeToTryAgain(String part, CapturedOutput output) {
        HttpResponse<String> answer = get("/outages/" + part);
        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(output.getAll().lines().filter(line -> line.contains("/outages/{part}")))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain("\tat org.ratsnetz");
    }

    @Test
    void aCommandThatTheDatabaseRefusesIsADefect() {
        assertProblem(get("/outages/command"), 500, "internal");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aClientThatBreaksOffIsNoError(CapturedOutput output) throws IOException {
        ((Logger) LoggerFactory.getLogger(ProblemAdvice.class)).setLevel(Level.DEBUG);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.getOutputStream()
                    .write(("POST /swallowed/" + AGS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + web.tokens().council(AGS) + "\r\nContent-Length: 1000\r\n\r\nhalf")
                            .getBytes(StandardCharsets.UTF_8));
        }
        await().until(() -> output.getAll().contains("The client went away"));
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    @Test
    void problemsSpeakGermanUnlessEnglishIsPreferred() {
        assertThat(json(get("/nothing-here")).path("title").asString()).isEqualTo("Adresse unbekannt");
        assertThat(json(web.send(web.request("/nothing-here", "").header("Accept-Language", "en-GB,de;q=0.5")))
                        .path("title")
                        .asString())
                .isEqualTo("Unknown address");
        assertThat(json(web.send(web.request("/nothing-here", "").header("Accept-Language", "tr, fr;q=0.9")))
                        .path("title")
                        .asString())
                .isEqualTo("Adresse unbekannt");
        assertThat(json(web.send(web.request("/nothing-here", "").header("Accept-Language", ";;;")))
                        .path("title")
                        .asString())
                .isEqualTo("Adresse unbekannt");
    }

    @Test
    void headAnswersAsGetDoesWithoutABody() {
        HttpResponse<String> head = web.send(web.request("/numbers", "").HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aForeignRoleIsRefusedBeforeTheBodyIsRead() {
        HttpResponse<String> answer =
                web.send(web.request("/things/" + AGS, web.tokens().role(Role.OFFICE))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("nonsense")));
        assertProblem(answer, 403, "forbidden");
    }
}
