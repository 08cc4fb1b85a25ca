package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;

class PageTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void isServedAtTheRootAndAskedForAgainOnlyWhenItChanged() {
        HttpResponse<String> page = GATEWAY.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("public, no-cache");
        assertThat(page.body()).startsWith("<!doctype html>");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = GATEWAY.send(GATEWAY.request("/").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(GATEWAY.send(GATEWAY.request("/").header("If-None-Match", "\"old\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachPageIsServedAtItsNameWithoutEnding() {
        HttpResponse<String> page = GATEWAY.get("/stil");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .containsOnlyOnce("<main")
                .containsOnlyOnce("<title")
                .contains("href=\"/js/texts.js\"", "/css/stil.css")
                .doesNotContain("<!--");
        for (String path : List.of("/stile", "/stil.html", "/page/frame.html", "/frame")) {
            assertThat(GATEWAY.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void oneFileServesAllCouncilsAndOnlyThem() {
        String koeln = GATEWAY.get("/rat/05315000").body();
        assertThat(koeln)
                .contains("/js/council.js")
                .isEqualTo(GATEWAY.get("/rat/99999999").body());
        for (String path : List.of("/rat", "/rat/", "/rat/koeln", "/rat/05315000/x")) {
            assertThat(GATEWAY.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aPageIsMarkedInTheNavigationWhereItIsOpen() {
        assertThat(GATEWAY.get("/abo").body())
                .containsOnlyOnce("aria-current=\"page\"")
                .contains("<a href=\"/abo\" aria-current");
        assertThat(GATEWAY.get("/dashboard").body())
                .as("an entry that not everyone sees")
                .contains("<a href=\"/dashboard\" aria-current");
        assertThat(GATEWAY.get("/rat/05315000").body()).doesNotContain("aria-current=\"page\"");
    }

    @Test
    void isCompressedForWhoeverTakesIt() throws Exception {
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + GATEWAY.port() + "/js/main.js"))
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(new String(unpack(packed.body()), StandardCharsets.UTF_8))
                .isEqualTo(GATEWAY.get("/js/main.js").body());
    }

    @Test
    void canOnlyBeRead() {
        String token = GATEWAY.tokens().of("someone");
        HttpResponse<String> answer = GATEWAY.send(
                GATEWAY.request("/").header("Authorization", "Bearer " + token).DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("urn:ratsnetz:problem:method-not-allowed", "GET");
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }
}
