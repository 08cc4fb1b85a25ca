package org.ratsnetz.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/** Who has gone to the provider and not come back yet, by browser; in several windows of one browser at once, if it likes. */
@Component
class Attempts {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE = 8;

    private final Cache<String, Map<String, Attempt>> browsers =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LONGEST).build();

    /**
     * One of them.
     *
     * @param request what the provider was asked, with the secrets that the answer is held against
     * @param to where the person wanted to go
     */
    record Attempt(OAuth2AuthorizationRequest request, String to) {}

    /**
     * Keeps an attempt.
     *
     * @param browser what this browser was called before, if it was
     * @return what the browser is called
     */
    String begin(@Nullable String browser, Attempt attempt) {
        Map<String, Attempt> known = browser == null ? null : browsers.getIfPresent(browser);
        if (browser != null && known != null && known.size() < MOST_OF_ONE) {
            known.put(attempt.request().getState(), attempt);
            return browser;
        }
        String fresh = RandomText.next();
        Map<String, Attempt> attempts = new ConcurrentHashMap<>(2);
        attempts.put(attempt.request().getState(), attempt);
        browsers.put(fresh, attempts);
        return fresh;
    }

    /** The attempt that a browser comes back from, once. */
    Optional<Attempt> take(@Nullable String browser, @Nullable String state) {
        Map<String, Attempt> known = browser == null ? null : browsers.getIfPresent(browser);
        return known == null || state == null ? Optional.empty() : Optional.ofNullable(known.remove(state));
    }
}
