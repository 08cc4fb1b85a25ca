package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Wire;

/** Paths that one server reads this way and the next another. */
class PathCorpusTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/councils/;a=b",
                "/api/councils;jsessionid=1/05315000",
                "/api;/councils",
                "/api/councils/..;/operations",
                "/api/councils/../operations/gateway",
                "/api/councils/./x",
                "/api/councils/..",
                "/api/councils/.",
                "/..",
                "/api/councils/%2e%2e/operations",
                "/api/councils/%2E%2e/operations",
                "/api/councils/.%2e/operations",
                "/api/councils/%2e/x",
                "//api/councils",
                "/api//councils",
                "/api/councils//",
                "/api/councils%2f05315000",
                "/api/councils%2F..%2Foperations",
                "/api/councils/%5c..%5cx",
                "/api/councils\\x",
                "/api/councils/%252e%252e/x",
                "/api/councils/%25",
                "/api/councils/%3bx",
                "/api/councils/%00",
                "/api/councils/%0d%0aSet-Cookie:x",
                "/api/councils/%7f",
                "/api/councils/%",
                "/api/councils/%2",
                "/api/councils/%zz",
                "/api/councils/<script>",
                "/api/councils/{x}",
                "/api/councils/ü",
                "/api/councils/\u0001"
            })
    void areRefused(String path) {
        long before = GATEWAY.upstream().asked(path);
        String answer = Wire.get(GATEWAY.port(), path);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("Content-Security-Policy");
        assertThat(GATEWAY.upstream().asked(path)).isEqualTo(before);
    }

    @Test
    void harmlessOnesPass() {
        for (String path : new String[] {
            "/api/councils/a.b",
            "/api/councils/..a",
            "/api/councils/K%C3%B6ln",
            "/api/councils/a%20b",
            "/api/councils/x~y_z-1"
        }) {
            assertThat(Wire.get(GATEWAY.port(), path)).as(path).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anAbsoluteTargetLeadsNowhereElse() {
        assertThat(Wire.get(GATEWAY.port(), "http://evil.example/api/about")).startsWith("HTTP/1.1 200");
    }

    @Test
    void lengthAndChunksTogetherAreRefused() {
        String answer =
                Wire.exchange(GATEWAY.port(), """
                POST /api/councils/x HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Length: 4\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r
                0\r
                \r
                """.formatted(GATEWAY.tokens().of("smuggler")));
        assertThat(answer).matches("(?s)HTTP/1.1 (400|200).*").doesNotContain("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1");
    }
}
