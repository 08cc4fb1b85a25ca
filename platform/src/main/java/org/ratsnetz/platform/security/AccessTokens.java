package org.ratsnetz.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies JWT access tokens (RFC 9068): RS256, ES256 or EdDSA with a key of the issuer, type {@code at+jwt}, issuer, audience,
 * expiry and begin with at most 30 seconds of skew. A token that was verified is known by heart until it expires, so repeating
 * it costs a look-up. For both web stacks; {@link #verify} may wait for the issuer's keys when a key id is new.
 */
public final class AccessTokens {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final Pattern AGS = Pattern.compile("\\d{8}");
    private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Set<String> FOREIGN_KEYS = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TokenSettings settings;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    AccessTokens(TokenSettings settings, SigningKeys keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    private record Known(Caller caller, Instant expiry) {}

    /** The caller behind a token that was verified before and has not expired; never waits. */
    public Optional<Caller> known(String token) {
        Known hit = known.getIfPresent(token);
        return hit != null && clock.instant().isBefore(hit.expiry().plus(SKEW))
                ? Optional.of(hit.caller())
                : Optional.empty();
    }

    /**
     * The caller behind a token.
     *
     * @throws InvalidToken when the token is not to be believed
     * @throws KeysUnavailable when that cannot be told now
     */
    public Caller verify(String token) throws InvalidToken, KeysUnavailable {
        Optional<Caller> hit = known(token);
        if (hit.isPresent()) {
            return hit.get();
        }
        if (token.length() > LONGEST_TOKEN) {
            throw new InvalidToken("the token is too long");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidToken("the token has not three parts");
        }
        checkSignature(parts);
        JsonNode claims = json(parts[1]);
        Instant expiry = checkClaims(claims);
        Caller caller = caller(claims);
        known.put(token, new Known(caller, expiry));
        return caller;
    }

    private void checkSignature(String[] parts) throws InvalidToken, KeysUnavailable {
        JsonNode header = json(parts[0]);
        String type = text(header, "typ");
        if (!"at+jwt".equalsIgnoreCase(type) && !"application/at+jwt".equalsIgnoreCase(type)) {
            throw new InvalidToken("the token is not an access token (typ)");
        }
        if (FOREIGN_KEYS.stream().anyMatch(header::has)) {
            throw new InvalidToken("the token brings a key or an extension of its own");
        }
        String algorithm = text(header, "alg");
        SigningKey key = keys.find(text(header, "kid")).orElseThrow(() -> new InvalidToken("the key is not known"));
        if (!key.algorithm().equals(algorithm)) {
            throw new InvalidToken("the algorithm is not the key's");
        }
        byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!key.verifies(signed, decode(parts[2]))) {
            throw new InvalidToken("the signature is wrong");
        }
    }

    /** Gives the expiry. */
    private Instant checkClaims(JsonNode claims) throws InvalidToken {
        if (!settings.issuer().equals(text(claims, "iss"))) {
            throw new InvalidToken("the issuer is another");
        }
        JsonNode audience = claims.path("aud");
        boolean ours = audience.isArray()
                ? audience.valueStream().anyMatch(value -> isText(value, settings.audience()))
                : isText(audience, settings.audience());
        if (!ours) {
            throw new InvalidToken("the audience is another");
        }
        Instant now = clock.instant();
        Instant expiry = time(claims, "exp");
        if (!now.isBefore(expiry.plus(SKEW))) {
            throw new InvalidToken("the token has expired");
        }
        if (claims.has("nbf") && now.plus(SKEW).isBefore(time(claims, "nbf"))) {
            throw new InvalidToken("the token is not valid yet");
        }
        if (claims.has("iat") && now.plus(SKEW).isBefore(time(claims, "iat"))) {
            throw new InvalidToken("the token comes from the future");
        }
        return expiry;
    }

    private static Caller caller(JsonNode claims) throws InvalidToken {
        String client = text(claims, "sub");
        if (!CLIENT.matcher(client).matches()) {
            throw new InvalidToken("the subject is not a client id");
        }
        Set<Role> roles = texts(claims, "roles").stream()
                .flatMap(name -> Role.of(name).stream())
                .collect(Collectors.toSet());
        Set<String> councils = texts(claims, "councils");
        if (!councils.stream().allMatch(ags -> AGS.matcher(ags).matches())) {
            throw new InvalidToken("a council is not an AGS");
        }
        return new Caller(client, roles, councils);
    }

    private static JsonNode json(String part) throws InvalidToken {
        try {
            JsonNode node = JSON.readTree(decode(part));
            if (!node.isObject()) {
                throw new InvalidToken("a part of the token is not an object");
            }
            return node;
        } catch (JacksonException e) {
            throw new InvalidToken("a part of the token is not proper JSON", e);
        }
    }

    private static byte[] decode(String part) throws InvalidToken {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new InvalidToken("a part of the token is not base64url", e);
        }
    }

    private static boolean isText(JsonNode node, String value) {
        return node.isString() && node.stringValue().equals(value);
    }

    private static String text(JsonNode node, String name) throws InvalidToken {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new InvalidToken(name + " is missing or not a text");
        }
        return value.stringValue();
    }

    private static Instant time(JsonNode node, String name) throws InvalidToken {
        JsonNode value = node.path(name);
        if (!value.isNumber() || !(Math.abs(value.doubleValue()) < 1e11)) {
            throw new InvalidToken(name + " is missing or not a time");
        }
        return Instant.ofEpochSecond((long) value.doubleValue());
    }

    private static Set<String> texts(JsonNode node, String name) throws InvalidToken {
        JsonNode values = node.path(name);
        if (values.isMissingNode()) {
            return Set.of();
        }
        if (!values.isArray() || !values.valueStream().allMatch(JsonNode::isString)) {
            throw new InvalidToken(name + " is not a list of texts");
        }
        return values.valueStream().map(JsonNode::stringValue).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
