package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What operators can follow, and what they never see: a change is one trace from the caller to the mails it brought, and no log holds
 * the data of a person. Council 05111000 and the addresses are this test's own.
 */
@ExtendWith(Platforms.Shared.class)
class TraceTest {

    private static final String COUNCIL = "05111000";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final List<String> JSON = List.of("Content-Type", "application/json");
    private static final Pattern LINK =
            Pattern.compile("/abo/(bestaetigen|einstellungen|abmelden)\\S*?token=([\\w.~-]+)");

    /** Found in no other text. */
    private static final String BY_MAIL = "pirol-7381@demo.example";

    private static final String BY_TEXT = "+4915117381738";
    private static final String PERSON = "Xanthippe Nachtigaller";

    @Test
    void aChangeIsOneTraceFromTheCallerToTheMailAndNoLogNamesAnybody(Platforms platforms) throws Exception {
        RunningPlatform platform = platforms.first();
        List<String> tokens = new ArrayList<>();
        tokens.add(subscribe(platform, "email", BY_MAIL));
        tokens.add(subscribe(platform, "sms", BY_TEXT));
        int before = mails(platform).size();

        change(platform);

        await().atMost(Duration.ofSeconds(30)).until(() -> mails(platform).size() > before);
        theTraceLeadsFromTheCallerToTheMail(platforms.spans(), mails(platform).path(0));
        tokens.addAll(tokensOfLinks(mails(platform).path(0).path("text").asString()));
        whatIsRefusedNamesPeopleToo(platform);
        aMemberIsEnteredAndWithdrawn(platform);
        erase(platform, tokens);
        tokens.add(platform.token("council-" + COUNCIL));
        theLogsAreStructuredAndNameNobody(platform, tokens);
    }

    private static void change(RunningPlatform platform) throws Exception {
        HttpResponse<String> changed = platform.send(
                "PATCH",
                "/api/councils/" + COUNCIL,
                "council-" + COUNCIL,
                List.of(
                        "Content-Type",
                        "application/merge-patch+json",
                        "If-Match",
                        "*",
                        "traceparent",
                        "00-" + TRACE + "-" + CALLER + "-01"),
                "{\"contact\":{\"phone\":\"+49 211 " + System.nanoTime() % 1_000_000 + "\"}}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    /** Each service has taken part; every span hangs on another one of the trace, and the first on the caller's. */
    private static void theTraceLeadsFromTheCallerToTheMail(Spans collected, JsonNode mail) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<Spans.Span> spans = collected.of(TRACE);
            assertThat(spans.stream().map(span -> span.service() + ": " + span.name()))
                    .contains(
                            "board-service: federation hears council-changed",
                            "notification-service: fanout hears council-changed",
                            "notification-service: fan-out to subscribers",
                            "notification-service: send email",
                            "notification-service: send sms");
            assertThat(spans.stream().map(Spans.Span::service))
                    .contains("gateway", "council-service", "board-service", "notification-service");
            Set<String> ids = spans.stream().map(Spans.Span::id).collect(Collectors.toSet());
            ids.add(CALLER);
            assertThat(spans).allSatisfy(span -> assertThat(ids).contains(span.parent()));
            assertThat(spans.stream().filter(span -> span.parent().equals(CALLER)))
                    .singleElement()
                    .satisfies(first -> assertThat(first.service()).isEqualTo("gateway"));
            assertThat(spans.stream().filter(span -> span.name().equals("send email")))
                    .singleElement()
                    .satisfies(sent -> {
                        assertThat(sent.attributes()).containsEntry("outcome", "accepted");
                        assertThat(mail.path("headers").path("Message-ID").asString())
                                .startsWith("<" + sent.attributes().get("messaging.message.id") + "@");
                    });
            assertThat(spans.toString()).doesNotContain("pirol", BY_TEXT.substring(3));
        });
    }

    private static void whatIsRefusedNamesPeopleToo(RunningPlatform platform) throws Exception {
        for (String body : List.of(
                "{\"channel\":\"email\",\"address\":\"" + BY_MAIL + " <x>\",\"language\":\"de\",\"scope\":{}}",
                "{\"channel\":\"sms\",\"address\":\"" + BY_TEXT + "99999999\",\"language\":\"de\"}",
                "{\"channel\":\"email\",\"address\":\"" + BY_MAIL + "\"")) {
            assertThat(post(platform, "/api/subscriptions", body).statusCode()).isBetween(400, 422);
        }
        assertThat(post(platform, "/api/subscriptions/confirmation?token=" + "pirol-7381".repeat(3), "")
                        .statusCode())
                .isBetween(400, 499);
        HttpResponse<String> refused = platform.send(
                "POST",
                "/api/councils/" + COUNCIL + "/mandates",
                "council-" + COUNCIL,
                JSON,
                "{\"kind\":\"none\",\"person\":{\"name\":\"" + PERSON + "\"}}");
        assertThat(refused.statusCode()).isBetween(400, 422);
    }

    private static void aMemberIsEnteredAndWithdrawn(RunningPlatform platform) throws Exception {
        HttpResponse<String> entered = platform.send(
                "POST", "/api/councils/" + COUNCIL + "/mandates", "council-" + COUNCIL, JSON, """
                {"kind":"elected","person":{"name":"%s"},"begin":"2025-11-01"}""".formatted(PERSON));
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        String id = RunningPlatform.JSON.readTree(entered.body()).path("id").asString();
        HttpResponse<String> withdrawn = platform.send(
                "DELETE",
                "/api/councils/" + COUNCIL + "/mandates/" + id,
                "council-" + COUNCIL,
                List.of("If-Match", "*"),
                "");
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
    }

    /** Wishes, confirms by the link of the message; gives the link's token. */
    private static String subscribe(RunningPlatform platform, String channel, String address) throws Exception {
        HttpResponse<String> taken = post(platform, "/api/subscriptions", """
                {"channel":"%s","address":"%s","language":"de","scope":{"council":"%s"},"kinds":["council-changed"]}""".formatted(channel, address, COUNCIL));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String box = (channel.equals("email") ? "/mail?to=" : "/sms?to=") + address.replace("+", "%2B");
        await().atMost(Duration.ofSeconds(30)).until(() -> !inbox(platform, box).isEmpty());
        String token = tokensOfLinks(inbox(platform, box).path(0).path("text").asString())
                .getFirst();
        HttpResponse<String> confirmed = post(platform, "/api/subscriptions/confirmation?token=" + token, "");
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        return token;
    }

    /** Whoever has had the proof of what follows leaves no trace for the next test. */
    private static void erase(RunningPlatform platform, List<String> tokens) throws Exception {
        for (String token : tokens) {
            platform.http.send(
                    HttpRequest.newBuilder(platform.uri("/api/subscriptions/preferences?token=" + token))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static List<String> tokensOfLinks(String text) {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(2))
                .distinct()
                .toList();
    }

    private static JsonNode mails(RunningPlatform platform) throws Exception {
        return inbox(platform, "/mail?to=" + BY_MAIL);
    }

    private static JsonNode inbox(RunningPlatform platform, String path) throws IOException, InterruptedException {
        URI address = URI.create(platform.access().path("inbox").asString() + path);
        return RunningPlatform.JSON.readTree(platform.http
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static HttpResponse<String> post(RunningPlatform platform, String path, String body)
            throws IOException, InterruptedException {
        return platform.http.send(
                HttpRequest.newBuilder(platform.uri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void theLogsAreStructuredAndNameNobody(RunningPlatform platform, List<String> tokens)
            throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(platform.data().resolve("logs"))) {
            logs = files.toList();
        }
        assertThat(logs).hasSizeGreaterThanOrEqualTo(6);
        for (Path log : logs) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .as(log.toString())
                    .doesNotContainIgnoringCase("pirol-7381", BY_TEXT.substring(3), "Xanthippe", "Nachtigaller")
                    .doesNotContain("eyJ");
            tokens.forEach(token -> assertThat(text).as(log.toString()).doesNotContain(token));
            if (log.getFileName().toString().matches("(.*-service|gateway)\\.log")) {
                assertThat(text.lines().filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS")))
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(
                                        RunningPlatform.JSON.readTree(line).propertyNames())
                                .contains("@timestamp", "log", "service", "ecs", "message"));
            }
        }
    }
}
