package org.ratsnetz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent to a foreign page by signing in. */
class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/arbeitsplatz",
                "/dashboard?view=new&at=2026-01-01",
                "/rat/05315000#mandate",
                "/a%20b",
                "/a:b"
            })
    void aPathOfOursIsGoneTo(String path) {
        assertThat(Destination.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/a\\..\\evil",
                "http://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                " /a",
                "/\t/evil.example",
                "/\n/evil.example",
                "/a\r\nSet-Cookie: x=y",
                "/ä",
                "/%",
                "/login?to=/login",
                "/logout",
                "/oauth2/authorize?client_id=x"
            })
    void anythingElseIsTheWorkspace(String wanted) {
        assertThat(Destination.of(wanted)).isEqualTo("/arbeitsplatz");
    }

    @Test
    void withoutAWishItIsTheWorkspace() {
        assertThat(Destination.of(null)).isEqualTo("/arbeitsplatz");
        assertThat(Destination.of("/" + "a".repeat(1_000))).isEqualTo("/arbeitsplatz");
    }
}
