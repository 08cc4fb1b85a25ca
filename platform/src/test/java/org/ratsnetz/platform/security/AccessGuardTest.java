package org.ratsnetz.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.http.WebFixture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class AccessGuardTest {

    private static WebFixture web;

    @BeforeAll
    static void start() {
        web = new WebFixture(Probe.class);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @RestController
    static class Probe {

        @GetMapping("/open")
        @PublicRead
        String open(Optional<Caller> caller) {
            return caller.map(Caller::client).orElse("nobody");
        }

        @PostMapping("/open-write")
        @PublicRead
        String openWrite() {
            return "written";
        }

        @PostMapping("/link")
        @PublicWrite
        String link() {
            return "followed";
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "seen";
        }

        @GetMapping("/two")
        @PublicRead
        @Requires(Role.OPERATOR)
        String two() {
            return "seen";
        }

        @GetMapping("/nobody")
        @Requires({})
        String nobody() {
            return "seen";
        }

        @PostMapping("/councils/{ags}")
        @CouncilWrite
        String own(@PathVariable String ags, Caller caller) {
            return caller.client() + " wrote " + ags;
        }

        @PostMapping("/councils/{ags}/load")
        @CouncilWrite(registrar = true)
        String load(@PathVariable String ags) {
            return ags;
        }

        @PostMapping("/council-without-path")
        @CouncilWrite(registrar = true)
        String pathless() {
            return "written";
        }

        @GetMapping("/operations")
        @Requires({Role.OPERATOR, Role.AUDITOR})
        String operations() {
            return "seen";
        }
    }

    private static HttpResponse<String> get(String path, String token) {
        return web.send(web.request(path, token));
    }

    private static HttpResponse<String> post(String path, String token) {
        return web.send(web.request(path, token).POST(BodyPublishers.noBody()));
    }

    @Test
    void aPublicReadNeedsNoTokenAndKnowsTheCallerWhereThereIsOne() {
        assertThat(get("/open", "").body()).isEqualTo("nobody");
        assertThat(get("/open", web.tokens().role(Role.OFFICE)).body()).isEqualTo("office");
        assertThat(web.send(web.request("/open", "").HEAD()).statusCode()).isEqualTo(200);
    }

    @Test
    void aPublicWriteNeedsNoToken() {
        assertThat(post("/link", "").body()).isEqualTo("followed");
        assertThat(post("/link", web.tokens().role(Role.OFFICE)).body()).isEqualTo("followed");
    }

    @Test
    void aHandlerThatNamesNobodyAnswersNobody() {
        for (Role role : Role.values()) {
            for (String path : List.of("/forgotten", "/two", "/nobody")) {
                assertThat(get(path, web.tokens().role(role)).statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
        }
        assertThat(get("/forgotten", "").statusCode()).isEqualTo(401);
    }

    @Test
    void publicReadOpensNoWrite() {
        assertThat(post("/open-write", "").statusCode()).isEqualTo(401);
        assertThat(post("/open-write", web.tokens().role(Role.REGISTRAR)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCouncilWritesOnlyItself() {
        String own = web.tokens().council("05315000");
        assertThat(post("/councils/05315000", own).body()).isEqualTo("council-05315000 wrote 05315000");
        HttpResponse<String> foreign = post("/councils/05111000", own);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body())
                .contains("urn:ratsnetz:problem:foreign-council")
                .contains("05111000");
        assertThat(post("/councils/05315000", "").statusCode()).isEqualTo(401);
        assertThat(post("/council-without-path", own).statusCode()).isEqualTo(403);
    }

    @Test
    void aCouncilInTheTokenOfAnotherRoleCountsForNothing() {
        String office = web.tokens().token("office", List.of(Role.OFFICE), List.of("05315000"));
        assertThat(post("/councils/05315000", office).statusCode()).isEqualTo(403);
    }

    @Test
    void aRegistrarWritesWhereTheHandlerSaysSo() {
        String registrar = web.tokens().role(Role.REGISTRAR);
        assertThat(post("/councils/05315000/load", registrar).statusCode()).isEqualTo(200);
        assertThat(post("/councils/05315000", registrar).statusCode()).isEqualTo(403);
        assertThat(post("/council-without-path", registrar).statusCode()).isEqualTo(403);
    }

    @Test
    void rolesOpenWhatNamesThem() {
        assertThat(get("/operations", web.tokens().role(Role.OPERATOR)).statusCode())
                .isEqualTo(200);
        assertThat(get("/operations", web.tokens().role(Role.AUDITOR)).statusCode())
                .isEqualTo(200);
        assertThat(get("/operations", web.tokens().role(Role.OFFICE)).statusCode())
                .isEqualTo(403);
        assertThat(get("/operations", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aBrokenTokenIsRefusedEvenWhereNoneIsNeeded() {
        web.tokens().broken().forEach((name, token) -> {
            HttpResponse<String> answer = get("/open", token);
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(name)
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
            assertThat(answer.headers().firstValue("Content-Type")).as(name).hasValue("application/problem+json");
            assertThat(answer.body()).as(name).contains("urn:ratsnetz:problem:token-");
        });
    }
}
