package org.ratsnetz.platform.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys by key id: kept in memory, fetched again in the background when they age, and at once, but not more
 * often than the settings allow, when a token names a key that is not known. While the issuer cannot be reached, the last keys
 * go on.
 */
final class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int LARGEST_SET = 256 * 1024;

    private final TokenSettings settings;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Map<String, SigningKey> keys = Map.of();
    private volatile Instant fetched = Instant.EPOCH;
    private volatile Instant tried = Instant.EPOCH;

    SigningKeys(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The key with that id.
     *
     * @throws KeysUnavailable when there are no keys that may be used
     */
    Optional<SigningKey> find(String id) throws KeysUnavailable {
        Instant now = clock.instant();
        SigningKey key = keys.get(id);
        if (key == null) {
            fetchUnlessJustTried();
            key = keys.get(id);
        } else if (fetched.plus(settings.refresh()).isBefore(now)) {
            refreshInBackground();
        }
        if (fetched.plus(settings.keep()).isBefore(now)) {
            fetchUnlessJustTried();
            if (fetched.plus(settings.keep()).isBefore(now)) {
                throw new KeysUnavailable("no keys of " + settings.jwks() + " fetched within " + settings.keep());
            }
        }
        return Optional.ofNullable(key);
    }

    private void refreshInBackground() {
        if (refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("jwks-refresh").start(() -> {
                try {
                    fetchUnlessJustTried();
                } finally {
                    refreshing.set(false);
                }
            });
        }
    }

    /** Who waits for another's fetch finds it just tried and goes on with what it brought. */
    private void fetchUnlessJustTried() {
        fetching.lock();
        try {
            if (tried.plus(settings.retry()).isAfter(clock.instant())) {
                return;
            }
            tried = clock.instant();
            keys = fetch();
            fetched = clock.instant();
        } catch (IOException | ParseException e) {
            log.warn(
                    "Keys of {} cannot be fetched, going on with {} known: {}",
                    settings.jwks(),
                    keys.size(),
                    e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fetching.unlock();
        }
    }

    private Map<String, SigningKey> fetch() throws IOException, InterruptedException, ParseException {
        HttpRequest request = HttpRequest.newBuilder(settings.jwks())
                .timeout(Duration.ofSeconds(3))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] set = body.readNBytes(LARGEST_SET);
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            Map<String, SigningKey> found = new HashMap<>();
            for (JWK jwk : JWKSet.parse(new String(set, StandardCharsets.UTF_8)).getKeys()) {
                if (jwk.getKeyID() != null) {
                    SigningKey.of(jwk).ifPresent(key -> found.put(jwk.getKeyID(), key));
                }
            }
            if (found.isEmpty()) {
                throw new IOException("no usable key in the set");
            }
            return Map.copyOf(found);
        }
    }
}
