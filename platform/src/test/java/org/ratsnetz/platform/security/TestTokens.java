package org.ratsnetz.platform.security;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer for tests: real keys (RSA, EC, Ed25519), a JWKS served over HTTP on a free loopback port, proper tokens and broken
 * ones. Give {@link #properties()} to the service under test.
 */
public final class TestTokens implements AutoCloseable {

    /** Audience of the tokens. */
    public static final String AUDIENCE = "ratsnetz";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private volatile String keySet = "";
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean down;
    private int generation;
    private volatile KeyPair rsa;
    private final KeyPair ec;
    private final KeyPair edwards;

    private TestTokens(HttpServer server) throws GeneralSecurityException {
        this.server = server;
        KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
        curves.initialize(new ECGenParameterSpec("secp256r1"));
        this.ec = curves.generateKeyPair();
        this.edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        this.rsa = rsaPair();
    }

    /** Starts the issuer. */
    public static TestTokens start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestTokens tokens = new TestTokens(server);
            tokens.publish();
            server.createContext("/jwks", exchange -> {
                tokens.fetches.incrementAndGet();
                byte[] body = tokens.keySet.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(tokens.down ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return tokens;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no issuer for tests", e);
        }
    }

    /** The issuer's name. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings for the service under test. */
    public Map<String, String> properties() {
        return Map.of("ratsnetz.security.issuer", issuer(), "ratsnetz.security.jwks", issuer() + "/jwks");
    }

    /** The same as command line arguments. */
    public String[] arguments() {
        return properties().entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    /** A token of a council's office. */
    public String council(String ags) {
        return token("council-" + ags, List.of(Role.COUNCIL), List.of(ags));
    }

    /** A token of a client with one role and no council. */
    public String role(Role role) {
        return token(role.claim(), List.of(role), List.of());
    }

    /** A token. */
    public String token(String client, List<Role> roles, List<String> councils) {
        return sign("RS256", header("RS256"), claims(client, roles, councils));
    }

    /** A token signed with another of the algorithms that are believed. */
    public String token(String algorithm, String client) {
        return sign(algorithm, header(algorithm), claims(client, List.of(Role.OFFICE), List.of()));
    }

    /** How often the keys were fetched. */
    public int fetches() {
        return fetches.get();
    }

    /** The issuer no longer answers, or does so again. */
    public void down(boolean gone) {
        down = gone;
    }

    /** A new RSA key takes the place of the old one. */
    public void rotate() {
        try {
            rsa = rsaPair();
            generation = generation + 1;
            publish();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Tokens that nobody may believe, each with what is wrong with it. */
    public Map<String, String> broken() {
        Map<String, String> broken = new LinkedHashMap<>();
        brokenHeaders(broken);
        brokenClaims(broken);
        brokenForms(broken);
        return broken;
    }

    private void brokenHeaders(Map<String, String> broken) {
        String claims = JSON.writeValueAsString(council());
        Map<String, Object> header = header("RS256");
        broken.put("alg none", encode(with(header, "alg", "none")) + '.' + encode(claims) + '.');
        broken.put("alg NONE", encode(with(header, "alg", "NoNe")) + '.' + encode(claims) + '.');
        broken.put("alg missing", sign("RS256", without(header, "alg"), council()));
        broken.put("alg of another family", sign("RS256", with(header, "alg", "ES256"), council()));
        broken.put("alg RS512", sign("RS256", with(header, "alg", "RS512"), council()));
        broken.put("alg PS256", sign("RS256", with(header, "alg", "PS256"), council()));
        broken.put("alg a number", sign("RS256", with(header, "alg", 1), council()));
        broken.put(
                "HS256 with the public key",
                hmac(with(header, "alg", "HS256"), claims, rsa.getPublic().getEncoded()));
        broken.put(
                "HS256 with the key set",
                hmac(with(header, "alg", "HS256"), claims, keySet.getBytes(StandardCharsets.UTF_8)));
        broken.put("typ missing", sign("RS256", without(header, "typ"), council()));
        broken.put("typ JWT", sign("RS256", with(header, "typ", "JWT"), council()));
        broken.put("typ of an id token", sign("RS256", with(header, "typ", "id+jwt"), council()));
        broken.put("kid missing", sign("RS256", without(header, "kid"), council()));
        broken.put("kid unknown", sign("RS256", with(header, "kid", "another"), council()));
        broken.put("kid a path", sign("RS256", with(header, "kid", "../../etc/passwd"), council()));
        broken.put("kid of another key", sign("RS256", with(header, "kid", "ec"), council()));
        broken.put("brings jku", sign("RS256", with(header, "jku", issuer() + "/jwks"), council()));
        broken.put("brings x5u", sign("RS256", with(header, "x5u", issuer() + "/jwks"), council()));
        broken.put("brings jwk", sign("RS256", with(header, "jwk", Map.of("kty", "oct", "k", "AAAA")), council()));
        broken.put("crit", sign("RS256", with(header, "crit", List.of("exp")), council()));
        broken.put(
                "duplicate alg",
                sign(
                        "RS256",
                        "{\"alg\":\"none\"," + JSON.writeValueAsString(header).substring(1),
                        claims));
    }

    private void brokenClaims(Map<String, String> broken) {
        long now = Instant.now().getEpochSecond();
        put(broken, "iss missing", without(council(), "iss"));
        put(broken, "iss another", with(council(), "iss", "https://elsewhere.example"));
        put(broken, "iss with a slash more", with(council(), "iss", issuer() + "/"));
        put(broken, "aud missing", without(council(), "aud"));
        put(broken, "aud another", with(council(), "aud", List.of("elsewhere")));
        put(broken, "aud a prefix", with(council(), "aud", "ratsnet"));
        put(broken, "aud empty", with(council(), "aud", List.of()));
        put(broken, "exp missing", without(council(), "exp"));
        put(broken, "exp past", with(council(), "exp", now - 31));
        put(broken, "exp a text", with(council(), "exp", "2999-01-01"));
        put(broken, "exp beyond time", with(council(), "exp", 1e300));
        put(broken, "nbf to come", with(council(), "nbf", now + 60));
        put(broken, "nbf a text", with(council(), "nbf", "now"));
        put(broken, "iat to come", with(council(), "iat", now + 3600));
        put(broken, "sub missing", without(council(), "sub"));
        put(broken, "sub empty", with(council(), "sub", ""));
        put(broken, "sub with a line break", with(council(), "sub", "a\nb"));
        put(broken, "roles a text", with(council(), "roles", "registrar"));
        put(broken, "roles of numbers", with(council(), "roles", List.of(1)));
        put(broken, "councils a text", with(council(), "councils", "05315000"));
        put(broken, "councils a pattern", with(council(), "councils", List.of(".*")));
        String claims = JSON.writeValueAsString(council());
        broken.put(
                "duplicate sub",
                sign(
                        "RS256",
                        JSON.writeValueAsString(header("RS256")),
                        "{\"sub\":\"registrar\"," + claims.substring(1)));
    }

    private void brokenForms(Map<String, String> broken) {
        String good = council("05315000");
        String[] parts = good.split("\\.");
        broken.put("no signature", parts[0] + '.' + parts[1] + '.');
        broken.put("two parts", parts[0] + '.' + parts[1]);
        broken.put("four parts", good + ".x");
        broken.put(
                "another's signature",
                parts[0] + '.' + parts[1] + '.' + council("05111000").split("\\.")[2]);
        broken.put(
                "claims changed",
                parts[0] + '.' + encode(with(council(), "councils", List.of("05111000"))) + '.' + parts[2]);
        broken.put("a letter of the signature changed", parts[0] + '.' + parts[1] + '.' + flip(parts[2]));
        broken.put("not base64", "a.b!.c");
        broken.put("empty parts", "..");
        broken.put("claims a list", sign("RS256", JSON.writeValueAsString(header("RS256")), "[]"));
        broken.put("claims not JSON", sign("RS256", JSON.writeValueAsString(header("RS256")), "{"));
        broken.put("huge", sign("RS256", header("RS256"), with(council(), "filler", "x".repeat(9000))));
        broken.put("signed by a stranger", stranger());
    }

    private void put(Map<String, String> broken, String name, Map<String, Object> claims) {
        broken.put(name, sign("RS256", header("RS256"), claims));
    }

    private String stranger() {
        try {
            KeyPair ours = rsa;
            rsa = rsaPair();
            String token = council("05315000");
            rsa = ours;
            return token;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> council() {
        return claims("council-05315000", List.of(Role.COUNCIL), List.of("05315000"));
    }

    private Map<String, Object> header(String algorithm) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm);
        header.put("typ", "at+jwt");
        header.put("kid", kid(algorithm));
        return header;
    }

    private String kid(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> "ec";
            case "EdDSA" -> "ed";
            default -> "rsa-" + generation;
        };
    }

    private Map<String, Object> claims(String client, List<Role> roles, List<String> councils) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("aud", List.of(AUDIENCE));
        claims.put("sub", client);
        claims.put("client_id", client);
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 300);
        claims.put("roles", roles.stream().map(Role::claim).toList());
        claims.put("councils", councils);
        return claims;
    }

    private String sign(String algorithm, Map<String, Object> header, Map<String, Object> claims) {
        return sign(algorithm, JSON.writeValueAsString(header), JSON.writeValueAsString(claims));
    }

    private String sign(String algorithm, String header, String claims) {
        String signed = encode(header) + '.' + encode(claims);
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        case "EdDSA" -> "Ed25519";
                        default -> "SHA256withRSA";
                    });
            PrivateKey key = switch (algorithm) {
                case "ES256" -> ec.getPrivate();
                case "EdDSA" -> edwards.getPrivate();
                default -> rsa.getPrivate();
            };
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(Map<String, Object> header, String claims, byte[] key) {
        String signed = encode(header) + '.' + encode(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return signed + '.' + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish() {
        RSAPublicKey rsaKey = (RSAPublicKey) rsa.getPublic();
        ECPublicKey ecKey = (ECPublicKey) ec.getPublic();
        keySet = JSON.writeValueAsString(Map.of(
                "keys",
                List.of(
                        Map.of(
                                "kty",
                                "RSA",
                                "use",
                                "sig",
                                "alg",
                                "RS256",
                                "kid",
                                kid("RS256"),
                                "n",
                                unsigned(rsaKey.getModulus().toByteArray(), 256),
                                "e",
                                unsigned(rsaKey.getPublicExponent().toByteArray(), 3)),
                        Map.of(
                                "kty", "EC",
                                "crv", "P-256",
                                "kid", "ec",
                                "x", unsigned(ecKey.getW().getAffineX().toByteArray(), 32),
                                "y", unsigned(ecKey.getW().getAffineY().toByteArray(), 32)),
                        Map.of("kty", "OKP", "crv", "Ed25519", "kid", "ed", "x", edwardsPoint()),
                        Map.of("kty", "oct", "kid", "secret", "k", "AAAA"))));
    }

    private String edwardsPoint() {
        byte[] encoded = ((EdECPublicKey) edwards.getPublic()).getEncoded(); // the last 32 bytes are RFC 8032's
        return BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String unsigned(byte[] value, int length) {
        byte[] bytes = new byte[length];
        int size = Math.min(length, value.length);
        System.arraycopy(value, value.length - size, bytes, length - size, size);
        return BASE64.encodeToString(bytes);
    }

    private static KeyPair rsaPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String encode(Map<String, Object> json) {
        return encode(JSON.writeValueAsString(json));
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String flip(String text) {
        char first = text.charAt(0) == 'A' ? 'B' : 'A';
        return first + text.substring(1);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> map, String name) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.remove(name);
        return copy;
    }
}
