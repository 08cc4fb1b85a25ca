package org.ratsnetz.gateway.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * The two cookies, which no script can read and which go to this very host only. Browsers take them over plain http from the loopback
 * address too.
 */
enum Cookies {
    /** Names the session; goes when the browser is closed, if not before. */
    SESSION("__Host-ratsnetz", Duration.ofSeconds(-1)),
    /** Names the browser while it is at the provider. */
    ATTEMPT("__Host-ratsnetz-login", Duration.ofMinutes(10));

    private final String key;
    private final Duration age;

    Cookies(String key, Duration age) {
        this.key = key;
        this.age = age;
    }

    @Nullable
    String of(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(key);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    void set(ServerWebExchange exchange, String value) {
        add(exchange, value, age);
    }

    void drop(ServerWebExchange exchange) {
        add(exchange, "", Duration.ZERO);
    }

    private void add(ServerWebExchange exchange, String value, Duration life) {
        exchange.getResponse()
                .addCookie(ResponseCookie.from(key, value)
                        .path("/")
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(life)
                        .build());
    }
}
