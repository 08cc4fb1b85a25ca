package org.ratsnetz.standalone.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param path without the query
 * @param query decoded, the first value of each name
 */
record Ask(String method, String path, Map<String, String> query, Headers headers) {

    static Ask of(HttpExchange exchange) {
        return new Ask(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders());
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Objects.requireNonNullElse(raw, "").split("&")) {
            String[] parts = pair.split("=", 2);
            query.putIfAbsent(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A filled in field of the query. */
    Optional<String> field(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A number in the query.
     *
     * @throws NumberFormatException when it is none, or not positive
     */
    Optional<Long> number(String name) {
        return field(name).map(value -> {
            long number = Long.parseLong(value);
            if (number <= 0) {
                throw new NumberFormatException(name);
            }
            return number;
        });
    }

    /** Whether a person asks with a browser; a program gets JSON. */
    boolean wantsPage() {
        String accept = Objects.requireNonNullElse(headers.getFirst("Accept"), "");
        return accept.contains("text/html") && !accept.contains("application/json");
    }

    /** German unless English is asked for, by {@code lang} or by what the browser prefers. */
    Locale language() {
        String told = query.getOrDefault("lang", "");
        if (told.equals("en") || told.equals("de")) {
            return Locale.forLanguageTag(told);
        }
        try {
            List<Locale.LanguageRange> wanted =
                    Locale.LanguageRange.parse(Objects.requireNonNullElse(headers.getFirst("Accept-Language"), "de"));
            Locale found = Locale.lookup(wanted, List.of(Locale.GERMAN, Locale.ENGLISH));
            return found == null ? Locale.GERMAN : found;
        } catch (IllegalArgumentException e) {
            return Locale.GERMAN;
        }
    }

    /**
     * Whether it may be meant by somebody of this machine: it names us by our own address, so that no foreign name leads here, and a
     * change does not come from another site's page.
     */
    boolean isOurs(int port) {
        String host = Objects.requireNonNullElse(headers.getFirst("Host"), "");
        String origin = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean reads = method.equals("GET") || method.equals("HEAD");
        boolean named = host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
        boolean fromHere = (origin == null || origin.equals("http://" + host))
                && (site == null || site.equals("same-origin") || site.equals("none"));
        return named && (reads || fromHere);
    }
}
