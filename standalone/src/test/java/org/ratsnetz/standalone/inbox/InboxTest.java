package org.ratsnetz.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.parts.mail.ReceivedMail;
import org.ratsnetz.parts.sms.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxTest {

    private static final Instant NOW = Instant.parse("2026-03-29T10:00:00Z");
    static final String BOTH = """
            Return-Path: <bounce@ratsnetz.example>
            Received: from a
            Received: from b
            From: =?UTF-8?Q?Ratsnetz_K=C3=B6ln?= <noreply@ratsnetz.example>
            To: a@example.org
            Subject: =?UTF-8?B?w4RuZGVydW5nOiA=?= =?UTF-8?B?U2l0emU=?=
            List-Unsubscribe: <https://ratsnetz.example/u?t=1>,
             <mailto:u@ratsnetz.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="x"

            --x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe: http://127.0.0.1:8080/abo?t=3Dab.
            --x
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: base64

            PHA+R3L832U8L3A+PHNjcmlwdD5kb2N1bWVudC50aXRsZT0nYmFkJzwvc2NyaXB0PjxpbWcgc3JjPSJodHRwOi8vMTI3LjAuMC4xOjEveC5wbmciPg==
            --x--
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Inbox inbox = Inbox.start(0);

    @AfterEach
    void stop() {
        inbox.close();
    }

    static ReceivedMail mail(String source, String... to) {
        byte[] bytes = source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new ReceivedMail("bounce@ratsnetz.example", List.of(to), bytes, NOW);
    }

    static Message sms(String to, String text) {
        return new Message("1", "Ratsnetz", to, text, 2, NOW, Map.of("data_coding", "08"));
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(inbox.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "Accept", "*/*");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        return answer.body();
    }

    @Test
    void aProgramGetsAMailDecoded() throws Exception {
        inbox.keep(mail(BOTH, "A@Example.org", "b@example.org"));
        JsonNode found = json("/mail?to=a@example.ORG");
        assertThat(found).hasSize(1);
        JsonNode mail = found.path(0);
        assertThat(mail.path("from").asString()).isEqualTo("Ratsnetz Köln <noreply@ratsnetz.example>");
        assertThat(mail.path("to").asString()).isEqualTo("A@Example.org");
        assertThat(mail.path("subject").asString()).isEqualTo("Änderung: Sitze");
        assertThat(mail.path("text").asString()).isEqualTo("Grüße: http://127.0.0.1:8080/abo?t=ab.");
        assertThat(mail.path("html").asString()).startsWith("<p>Grüße</p>");
        assertThat(mail.path("receivedAt").asString()).isEqualTo("2026-03-29T10:00:00Z");
        assertThat(mail.path("headers").path("List-Unsubscribe").asString())
                .isEqualTo("<https://ratsnetz.example/u?t=1>, <mailto:u@ratsnetz.example>");
        assertThat(mail.path("headers").path("Received").valueStream().map(JsonNode::asString))
                .containsExactly("from a", "from b");
        assertThat(json("/mail/" + mail.path("id").asLong())).isEqualTo(mail);
        assertThat(send("GET", "/mail/" + mail.path("id").asLong() + "/source").body())
                .isEqualTo(BOTH.replace("\n", "\r\n"));
        assertThat(json("/mail?to=example.org")).isEmpty();
        assertThat(json("/mail")).hasSize(2);
        assertThat(json("/").toString())
                .isEqualTo("{\"mail\":{\"kept\":2,\"dropped\":0},\"sms\":{\"kept\":0,\"dropped\":0}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no header at all",
                "",
                "Subject: x\nContent-Type: multipart/mixed\n\nno boundary",
                "Content-Type: text/plain; charset=klingon\n\nno header at all",
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: klingon\n\nx",
                "Content-Type: ///\n\nx"
            })
    void whatIsNoWellFormedMailIsShownAllTheSame(String source) throws Exception {
        inbox.keep(mail(source, "a@example.org"));
        assertThat(json("/mail").path(0).path("to").asString()).isEqualTo("a@example.org");
        assertThat(page("/mail")).contains("a@example.org");
        assertThat(page("/mail/1")).contains("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B491701234567", "+491701234567", " 49 170 1234567", "491701234567"})
    void aNumberIsFoundHoweverItsPlusArrives(String to) throws Exception {
        inbox.keep(sms("+491701234567", "Köln: 1 Sitz mehr"));
        inbox.keep(sms("+491701234568", "anderer"));
        JsonNode found = json("/sms?to=" + to.replace(" ", "+"));
        assertThat(found).hasSize(1);
        assertThat(found.path(0).toString())
                .isEqualTo("{\"id\":1,\"from\":\"Ratsnetz\",\"to\":\"+491701234567\",\"text\":\"Köln: 1 Sitz mehr\","
                        + "\"parts\":2,\"headers\":{\"data_coding\":\"08\"},\"receivedAt\":\"2026-03-29T10:00:00Z\"}");
        assertThat(json("/sms/1")).isEqualTo(found.path(0));
    }

    @Test
    void aListComesNewestFirstInPages() throws Exception {
        for (int i = 1; i <= 120; i++) {
            inbox.keep(mail("Subject: Nummer " + i + "\n\nx", i % 2 == 0 ? "even@example.org" : "odd@example.org"));
        }
        assertThat(json("/mail?limit=3&before=100&to=even@example.org")
                        .valueStream()
                        .map(mail -> mail.path("subject").asString()))
                .containsExactly("Nummer 98", "Nummer 96", "Nummer 94");
        assertThat(json("/mail")).hasSize(120);
        assertThat(page("/mail")).contains("Nummer 120<", "Nummer 71<").doesNotContain("Nummer 70<");
        assertThat(page("/mail?to=odd@example.org&lang=en"))
                .contains("before=21&amp;lang=en&amp;to=odd%40example.org")
                .contains("Nummer 21<")
                .doesNotContain("Nummer 19<");
        assertThat(page("/mail?to=odd@example.org&before=21"))
                .contains("Nummer 1<")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void deletingEmptiesOneKind() throws Exception {
        inbox.keep(mail("Subject: x\n\nx", "a@example.org"));
        inbox.keep(sms("+49170", "x"));
        assertThat(send("DELETE", "/mail").statusCode()).isEqualTo(204);
        assertThat(json("/mail")).isEmpty();
        assertThat(json("/sms")).hasSize(1);
        HttpResponse<String> pressed = send("POST", "/sms/empty?lang=en", "Origin", inbox.address());
        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(pressed.headers().firstValue("Location")).hasValue("/sms?lang=en");
        assertThat(json("/sms")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site"
    })
    void anotherSitesPageCannotEmptyIt(String header, String value) throws Exception {
        inbox.keep(mail("Subject: x\n\nx", "a@example.org"));
        assertThat(send("DELETE", "/mail", header, value).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/mail/empty", header, value).statusCode()).isEqualTo(403);
        assertThat(json("/mail")).hasSize(1);
    }

    @Test
    void aForeignNameThatLeadsToThisMachineIsNotAnswered() throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(inbox.address()).getPort())) {
            socket.getOutputStream()
                    .write("GET /mail HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /mail/7, 404",
        "GET, /mail/7/html, 404",
        "GET, /sms/7/source, 404",
        "GET, /etc/passwd, 404",
        "GET, /mail?before=x, 400",
        "GET, /mail?limit=0, 400",
        "GET, /mail/empty, 405",
        "DELETE, /mail/7, 405",
        "POST, /mail, 405",
        "PUT, /mail, 405",
        "HEAD, /mail, 200",
        "HEAD, /inbox.css, 200"
    })
    void whatIsNotThereIsTold(String method, String path, int status) throws Exception {
        assertThat(send(method, path).statusCode()).isEqualTo(status);
        HttpResponse<String> browser = send(method, path, "Accept", "text/html");
        assertThat(browser.statusCode()).isEqualTo(status);
        if (status == 405) {
            assertThat(browser.headers().firstValue("Allow")).isPresent();
        }
    }

    @Test
    void pagesSpeakGermanUnlessEnglishIsAskedFor() throws Exception {
        assertThat(page("/mail")).contains("<html lang=\"de\">", "Noch ist nichts gekommen.");
        assertThat(page("/mail?lang=en")).contains("<html lang=\"en\">", "Nothing has come yet.");
        assertThat(send("GET", "/mail", "Accept", "text/html", "Accept-Language", "fr, en;q=0.8, de;q=0.5")
                        .body())
                .contains("<html lang=\"en\">");
        assertThat(send("GET", "/mail", "Accept", "text/html", "Accept-Language", ";;;")
                        .body())
                .contains("<html lang=\"de\">");
    }

    @Test
    void whatStandsInAMailIsNeverMarkupOfThePage() throws Exception {
        String evil = "\"><script>alert(1)</script>&lt;'";
        inbox.keep(
                mail("From: " + evil + "\nSubject: " + evil + "\nX-" + evil + ": 1\n\n" + evil, "\"><b>@example.org"));
        for (String path : List.of("/mail", "/mail/1", "/mail?to=%22%3E%3Cscript%3E")) {
            assertThat(page(path)).contains("&quot;&gt;").doesNotContain("<script", "<b>");
        }
    }
}
