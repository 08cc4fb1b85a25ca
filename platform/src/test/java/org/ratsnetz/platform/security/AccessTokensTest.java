package org.ratsnetz.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccessTokensTest {

    private final TestTokens issuer = TestTokens.start();
    private final AtomicLong ahead = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusSeconds(ahead.get());
    private final TokenSettings settings = new TokenSettings(
            issuer.issuer(),
            URI.create(issuer.issuer() + "/jwks"),
            TestTokens.AUDIENCE,
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofHours(24));
    private final AccessTokens tokens = new AccessTokens(settings, new SigningKeys(settings, clock), clock);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aProperTokenLeadsToItsCaller() throws Exception {
        assertThat(tokens.verify(issuer.council("05315000")))
                .isEqualTo(new Caller("council-05315000", Set.of(Role.COUNCIL), Set.of("05315000")));
    }

    @Test
    void allThreeAlgorithmsAreBelieved() throws Exception {
        for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
            assertThat(tokens.verify(issuer.token(algorithm, "office")).client())
                    .isEqualTo("office");
        }
    }

    @TestFactory
    Stream<DynamicTest> aBrokenTokenIsNotBelieved() {
        Map<String, String> broken = issuer.broken();
        assertThat(broken).hasSizeGreaterThanOrEqualTo(40);
        return broken.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThatThrownBy(() -> tokens.verify(entry.getValue()))
                                .isInstanceOf(InvalidToken.class)));
    }

    @Test
    void aKnownTokenExpiresToo() throws Exception {
        String token = issuer.council("05315000");
        tokens.verify(token);
        ahead.set(Duration.ofSeconds(329).toSeconds());
        tokens.verify(token);
        ahead.set(Duration.ofSeconds(331).toSeconds());
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidToken.class);
    }

    @Test
    void aRotatedKeyIsFetchedAtOnceButMadeUpOnesDoNotFloodTheIssuer() throws Exception {
        tokens.verify(issuer.council("05315000"));
        issuer.rotate();
        ahead.set(Duration.ofSeconds(6).toSeconds());
        tokens.verify(issuer.council("05315000"));
        assertThat(issuer.fetches()).isEqualTo(2);
        String unknown = Objects.requireNonNull(issuer.broken().get("kid unknown"));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> tokens.verify(unknown)).isInstanceOf(InvalidToken.class);
        }
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void theLastKeysGoOnForADayWhileTheIssuerIsDown() throws Exception {
        tokens.verify(issuer.council("05315000"));
        issuer.down(true);
        ahead.set(Duration.ofMinutes(4).toSeconds());
        tokens.verify(issuer.council("05111000"));
        ahead.set(Duration.ofHours(25).toSeconds());
        assertThatThrownBy(() -> tokens.verify(issuer.council("05315000"))).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void withoutAnyKeyNothingCanBeTold() {
        issuer.down(true);
        assertThatThrownBy(() -> tokens.verify(issuer.council("05315000"))).isInstanceOf(KeysUnavailable.class);
        issuer.down(false);
        ahead.set(Duration.ofSeconds(6).toSeconds());
        assertThat(tokens.known(issuer.council("05315000"))).isEmpty();
    }

    @Test
    void repeatingATokenCostsMicroseconds() throws Exception {
        String token = issuer.council("05315000");
        tokens.verify(token);
        long begin = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            tokens.verify(token);
        }
        assertThat(Duration.ofNanos((System.nanoTime() - begin) / 10_000)).isLessThan(Duration.ofNanos(50_000));
    }
}
