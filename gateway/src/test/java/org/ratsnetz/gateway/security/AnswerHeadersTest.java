package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Wire;

/** What every answer carries, whoever makes it. */
class AnswerHeadersTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();
    private static final String BREAK = "\r\n";

    @ParameterizedTest(name = "{0} {1} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    GET     | /                                       |                                         | 200
                    HEAD    | /                                       |                                         | 200
                    GET     | /abo/abmelden?token=secret              |                                         | 200
                    GET     | /js/main.js                             |                                         | 200
                    GET     | /api/about                              |                                         | 200
                    GET     | /api/openapi                            |                                         | 200
                    GET     | /api/openapi/council                    |                                         | 200
                    GET     | /api/openapi/gateway                    |                                         | 200
                    GET     | /api/openapi/nothing                    |                                         | 404
                    GET     | /api/asyncapi                           |                                         | 200
                    GET     | /api/councils/05315000                  |                                         | 200
                    HEAD    | /api/councils/05315000                  |                                         | 200
                    GET     | /api/municipalities                     |                                         | 200
                    GET     | /api/federation/councils                |                                         | 200
                    GET     | /api/operations/councils/outbox         |                                         | 200
                    GET     | /api/operations/federation/outbox       |                                         | 200
                    GET     | /api/imports/1                          |                                         | 200
                    GET     | /api/federation/stream                  |                                         | 200
                    HEAD    | /api/federation/stream                  |                                         | 200
                    GET     | /api/federation/stream                  | Authorization: Bearer x                 | 401
                    GET     | /api/councils/05315000                  | Authorization: Bearer x                 | 401
                    POST    | /api/councils/05315000                  |                                         | 401
                    GET     | /nothing                                |                                         | 404
                    POST    | /api/about                              | Authorization: Bearer x                 | 401
                    TRACE   | /api/about                              |                                         | 405
                    OPTIONS | /api/councils/05315000                  | Access-Control-Request-Method: PUT      | 403
                    GET     | /api//councils                          |                                         | 400
                    GET     | /api/councils/a^b                       |                                         | 400
                    GET     | /api/councils/slow                      |                                         | 504
                    GET     | /api/councils/breaks                    |                                         | 502
                    GET     | /.well-known/openid-configuration       |                                         | 503
                    GET     | /oauth2/authorize                       |                                         | 503
                    GET     | /api/session                            |                                         | 200
                    GET     | /login                                  |                                         | 404
                    GET     | /login/callback                         |                                         | 404
                    POST    | /logout                                 |                                         | 204
                    GET     | /actuator/health                        |                                         | 404
                    GET     | /actuator/gateway/routes                |                                         | 404
                    BROKEN  | no request                              |                                         | 400
                    """)
    void carriesTheSecurityHeaders(String method, String path, String header, int status) {
        String extra = header == null ? "" : header + BREAK;
        String head = answerHead(method + " " + path + " HTTP/1.1" + BREAK + "Host: localhost" + BREAK + extra);
        assertThat(head).startsWith("HTTP/1.1 " + status);
        Map<String, List<String>> headers = headers(head);
        assertThat(headers)
                .containsEntry("strict-transport-security", List.of("max-age=31536000; includeSubDomains"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsKey("cache-control")
                .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin", "set-cookie");
        assertThat(headers.get("content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"20000", "60000"})
    void alsoWhenTheRequestIsTooLongToRead(int length) {
        String head = answerHead(
                "GET / HTTP/1.1" + BREAK + "Host: localhost" + BREAK + "X-Long: " + "x".repeat(length) + BREAK);
        assertThat(head).matches("(?s)HTTP/1.1 4\\d\\d.*");
        assertThat(headers(head)).containsKey("content-security-policy");
    }

    /** The answer up to the empty line; the stream has no end to wait for. */
    private static String answerHead(String request) {
        return Wire.head(GATEWAY.port(), request + "Connection: close" + BREAK + BREAK);
    }

    private static Map<String, List<String>> headers(String head) {
        return Arrays.stream(head.split(BREAK))
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.groupingBy(
                        line -> line[0].toLowerCase(Locale.ROOT),
                        Collectors.mapping(line -> line[1], Collectors.toList())));
    }
}
