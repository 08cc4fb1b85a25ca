package org.ratsnetz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.gateway.RunningGateway;

/** A gateway that no provider was named to: everything works but signing in. The whole way in is tested where a provider is. */
class WithoutSignInTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void nobodyIsSignedIn() {
        HttpResponse<String> session = GATEWAY.get("/api/session");
        assertThat(session.body()).isEqualTo("{\"signedIn\":false}");
        assertThat(session.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theWayInSaysWhoCanOpenIt() {
        HttpResponse<String> login = GATEWAY.get("/login");
        assertThat(login.statusCode()).isEqualTo(404);
        assertThat(login.body()).contains("urn:ratsnetz:problem:no-sign-in", "ratsnetz.gateway.session");
    }

    @Test
    void aSessionThatIsOverKeepsNobodyFromReading() {
        HttpResponse<String> read =
                GATEWAY.send(GATEWAY.request("/api/councils/05315000").header("Cookie", "__Host-ratsnetz=over"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Set-Cookie").orElse("")).contains("__Host-ratsnetz=;", "Max-Age=0");
    }

    @Test
    void aSessionThatIsOverChangesNothing() {
        HttpResponse<String> write = GATEWAY.send(GATEWAY.request("/api/councils/session-over")
                .header("Cookie", "__Host-ratsnetz=over")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(write.statusCode()).isEqualTo(401);
        assertThat(write.body()).contains("urn:ratsnetz:problem:session-over", "/login");
        assertThat(GATEWAY.upstream().asked("/api/councils/session-over")).isZero();
    }

    @Test
    void aTokenCountsBeforeASession() {
        HttpResponse<String> write = GATEWAY.send(GATEWAY.request("/api/councils/05315000")
                .header("Cookie", "__Host-ratsnetz=over")
                .header("Authorization", "Bearer " + GATEWAY.tokens().of("someone"))
                .POST(BodyPublishers.ofString("{}")));
        assertThat(write.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ratsnetz.example",
                "ftp://127.0.0.1",
                "https://ratsnetz.example/path",
                "https://ratsnetz.example/",
                "https:ratsnetz.example",
                "http://10.0.0.1:8080"
            })
    void anAddressThatNoSessionWorksAtIsRefused(String address) {
        assertThatThrownBy(() -> settings(address, "secret")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ratsnetz.example", "http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:80"})
    void anAddressThatASessionWorksAtIsTaken(String address) {
        assertThat(settings(address, "secret").on()).isTrue();
    }

    @Test
    void halfAProviderIsRefused() {
        assertThatThrownBy(() -> settings("https://ratsnetz.example", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client-secret");
    }

    @Test
    void settingsDoNotTellTheirSecret() {
        assertThat(settings("https://ratsnetz.example", "hidden").toString()).doesNotContain("hidden");
    }

    private static SessionSettings settings(String address, String secret) {
        return new SessionSettings(
                "gateway", secret, URI.create(address), null, Duration.ofHours(1), Duration.ofHours(10), 10);
    }
}
