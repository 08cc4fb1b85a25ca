package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** Who asked, behind proxies at 10.0.0.0/8 and 192.0.2.7; lines of {@code X-Forwarded-For} are parted by {@code +}. */
class ClientAddressTest {

    private final ClientAddress addresses = new ClientAddress(
            new EdgeSettings(List.of(Network.of("10.0.0.0/8"), Network.of("192.0.2.7")), Duration.ofSeconds(60)));

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.5 |                                         | 203.0.113.5
                    203.0.113.5 | 198.51.100.1                            | 203.0.113.5
                    10.0.0.1    |                                         | 10.0.0.1
                    10.0.0.1    | 198.51.100.1                            | 198.51.100.1
                    10.0.0.1    | 1.1.1.1, 198.51.100.1                   | 198.51.100.1
                    10.0.0.1    | 1.1.1.1, 198.51.100.1, 10.9.9.9         | 198.51.100.1
                    10.0.0.1    | 1.1.1.1 + 198.51.100.1                  | 198.51.100.1
                    10.0.0.1    | 1.1.1.1, 198.51.100.1 + 10.9.9.9        | 198.51.100.1
                    10.0.0.1    | 1.1.1.1 + 198.51.100.1 + 192.0.2.7      | 198.51.100.1
                    10.0.0.1    | 10.2.2.2 + 10.3.3.3                     | 10.2.2.2
                    192.0.2.7   | 2001:db8::1                             | 2001:db8::1
                    192.0.2.8   | 2001:db8::1                             | 192.0.2.8
                    10.0.0.1    | unknown                                 | 10.0.0.1
                    10.0.0.1    | 198.51.100.1, not an address, 10.9.9.9  | 10.9.9.9
                    10.0.0.1    | evil.example                            | 10.0.0.1
                    """)
    void isWhatTheLastTrustedProxySaw(String peer, String forwardedFor, String expected) {
        InetSocketAddress other = new InetSocketAddress(InetAddress.ofLiteral(peer), 12_345);
        List<String> lines = forwardedFor == null
                ? List.of()
                : Arrays.stream(forwardedFor.split("\\+")).map(String::strip).toList();
        assertThat(addresses.of(other, lines)).isEqualTo(InetAddress.ofLiteral(expected));
        ServerHttpRequest request = MockServerHttpRequest.get("/api/about")
                .remoteAddress(other)
                .header("X-Forwarded-For", lines.toArray(String[]::new))
                .build();
        assertThat(addresses.of(request)).isEqualTo(InetAddress.ofLiteral(expected));
    }
}
