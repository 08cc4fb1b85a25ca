package org.ratsnetz.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ratsnetz.council.Office.etag;
import static org.ratsnetz.council.Office.json;
import static org.ratsnetz.council.Office.problem;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.council.municipality.Municipality;

/**
 * F11: the same keyed request twice, at once or later, has one effect and the same answer; the same key with another body none. 300
 * random pairs, with {@code -Dratsnetz.long=true} 10,000; {@code -Dratsnetz.seed=…} makes the same again.
 */
class RepetitionTest {

    private static final int PAIRS = Boolean.getBoolean("ratsnetz.long") ? 10_000 : 300;
    private static final int COUNCILS = Boolean.getBoolean("ratsnetz.long") ? 300 : 12;

    private static Office office;
    private static List<String> councils;

    @BeforeAll
    static void open() {
        office = Office.open("council-repetition");
        councils = office.service().context().getBean(Municipalities.class).all().stream()
                .map(Municipality::ags)
                .limit(COUNCILS)
                .toList();
        councils.forEach(ags -> assertThat(office.register(ags).statusCode()).isEqualTo(201));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private enum Kind {
        ENTER,
        ENTER_WITHOUT_ID,
        CHANGE_MANDATE,
        KEEP_MANDATE,
        WITHDRAW,
        CHANGE_COUNCIL,
        WRITE_COUNCIL
    }

    private enum Again {
        AT_ONCE,
        LATER,
        AFTER_ANOTHER_CHANGE,
        WITH_ANOTHER_BODY
    }

    /** A request, and the same with another body. */
    private record Request(String ags, String method, String path, String body, String other, String key) {

        HttpResponse<String> send() {
            return send(body);
        }

        private HttpResponse<String> send(String text) {
            return method.equals("POST")
                    ? office.send(method, path, office.council(ags), text, "Idempotency-Key", key)
                    : office.send(method, path, office.council(ags), text, "If-Match", "*", "Idempotency-Key", key);
        }
    }

    @Test
    void aRepeatedRequestHasOneEffectAndOneAnswer() {
        long seed = Long.getLong("ratsnetz.seed", System.nanoTime());
        Random random = new Random(seed);
        Kind[] kinds = Kind.values();
        Again[] ways = Again.values();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int pair = 0; pair < PAIRS; pair++) {
                Kind kind = kinds[random.nextInt(kinds.length)];
                Again again = ways[random.nextInt(ways.length)];
                String ags = councils.get(random.nextInt(councils.size()));
                String what = "pair %d of seed %d: %s %s at %s".formatted(pair, seed, kind, again, ags);
                check(what, request(kind, ags, pair), again, threads);
            }
        }
    }

    private static Request request(Kind kind, String ags, int pair) {
        String key = "key-%08d".formatted(pair);
        String council = "/api/councils/" + ags;
        String number = Integer.toString(pair % 200);
        return switch (kind) {
            case ENTER -> new Request(ags, "POST", council + "/mandates", mandate(pair, "A"), mandate(pair, "B"), key);
            case ENTER_WITHOUT_ID ->
                new Request(ags, "POST", council + "/mandates", mandate(-1, "A"), mandate(-1, "B"), key);
            case CHANGE_MANDATE -> {
                String place = entered(ags, pair);
                yield new Request(ags, "PATCH", place, "{\"list\":\"B\"}", "{\"list\":\"C\"}", key);
            }
            case KEEP_MANDATE -> {
                String place = entered(ags, pair);
                yield new Request(ags, "PATCH", place, "{\"list\":\"A\"}", "{\"list\":\"B\"}", key);
            }
            case WITHDRAW -> new Request(ags, "DELETE", entered(ags, pair), "", "", key);
            case CHANGE_COUNCIL ->
                new Request(ags, "PATCH", council, seats(number), seats("1").replace("elected", "council"), key);
            case WRITE_COUNCIL ->
                new Request(ags, "PUT", council, record(number), record("201").replace("201", "0"), key);
        };
    }

    private static String seats(String number) {
        return "{\"seats\":{\"elected\":" + number + "}}";
    }

    private static String record(String number) {
        return """
                {"committee":{"label":"Rat","since":"2025-11-01"},"seats":{"elected":%s,"council":7}}""".formatted(number);
    }

    private static String mandate(int number, String list) {
        String id = number < 0 ? "" : "\"externalId\":\"r-" + number + "\",";
        return "{" + id + "\"person\":{\"name\":\"Ada\"},\"kind\":\"elected\",\"list\":\"" + list
                + "\",\"begin\":\"2025-11-01\"}";
    }

    private static String entered(String ags, int pair) {
        HttpResponse<String> answer =
                office.send("POST", "/api/councils/" + ags + "/mandates", office.council(ags), mandate(pair, "A"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void check(String what, Request request, Again again, ExecutorService threads) {
        boolean creates = request.method().equals("POST");
        long before = creates ? 0 : content(office.get(request.path()));
        CompletableFuture<HttpResponse<String>> twin =
                again == Again.AT_ONCE ? CompletableFuture.supplyAsync(request::send, threads) : null;
        HttpResponse<String> first = request.send();
        assertThat(first.statusCode()).as(what + first.body()).isEqualTo(creates ? 201 : 200);
        String place = creates ? first.headers().firstValue("Location").orElseThrow() : request.path();
        long after = content(office.get(place));
        assertThat(after).as(what).isBetween(before, before + 1);
        switch (again) {
            case AT_ONCE -> {
                HttpResponse<String> second = Objects.requireNonNull(twin).join();
                assertSame(what, first, second);
                assertThat(List.of(first, second))
                        .as(what)
                        .filteredOn(RepetitionTest::replayed)
                        .hasSize(1);
            }
            case LATER -> {
                HttpResponse<String> second = request.send();
                assertSame(what, first, second);
                assertThat(replayed(second)).as(what).isTrue();
            }
            case AFTER_ANOTHER_CHANGE -> {
                HttpResponse<String> change = office.patch(
                        place,
                        office.council(request.ags()),
                        place.contains("/mandates/") ? "{\"office\":\"Z\"}" : seats("200"));
                HttpResponse<String> second = request.send();
                assertThat(second.statusCode()).as(what).isEqualTo(first.statusCode());
                assertThat(replayed(second)).as(what).isTrue();
                if (change.statusCode() == 200) {
                    assertThat(json(second)).as(what + ": as it is now").isEqualTo(json(change));
                }
                after = content(office.get(place));
            }
            case WITH_ANOTHER_BODY -> {
                if (!request.body().equals(request.other())) {
                    HttpResponse<String> other = request.send(request.other());
                    assertThat(other.statusCode()).as(what + other.body()).isEqualTo(422);
                    assertThat(problem(other)).as(what).isEqualTo("key-reused");
                }
            }
        }
        assertThat(content(office.get(place))).as(what + ": one effect").isEqualTo(after);
    }

    private static void assertSame(String what, HttpResponse<String> first, HttpResponse<String> second) {
        assertThat(second.statusCode()).as(what).isEqualTo(first.statusCode());
        assertThat(second.body()).as(what).isEqualTo(first.body());
        assertThat(etag(second)).as(what).isEqualTo(etag(first));
        assertThat(second.headers().firstValue("Location"))
                .as(what)
                .isEqualTo(first.headers().firstValue("Location"));
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    /** How often a reader has seen it change. */
    private static long content(HttpResponse<String> answer) {
        String tag = etag(answer);
        return Long.parseLong(tag.substring(tag.indexOf('.') + 1, tag.length() - 1));
    }
}
