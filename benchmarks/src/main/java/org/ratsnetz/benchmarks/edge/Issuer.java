package org.ratsnetz.benchmarks.edge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/** An issuer of tokens as production has one: RS256, keys over HTTP. */
public final class Issuer implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BITS = 2048;

    private final HttpServer server;
    private final KeyPair keys;

    /** Opens it on a free port. */
    public Issuer() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] set = JSON.writeValueAsBytes(Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", "1",
                        "n", unsigned(key.getModulus()),
                        "e", unsigned(key.getPublicExponent())))));
        server.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, set.length);
            try (exchange) {
                exchange.getResponseBody().write(set);
            }
        });
        server.start();
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** Its address. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token of the demo council of Cologne, good for an hour. */
    public String token() throws GeneralSecurityException {
        Instant now = Instant.now();
        String signed = encode(Map.of("alg", "RS256", "typ", "at+jwt", "kid", "1"))
                + '.'
                + encode(Map.of(
                        "iss", address(),
                        "aud", List.of("ratsnetz"),
                        "sub", "council-05315000",
                        "client_id", "council-05315000",
                        "iat", now.getEpochSecond(),
                        "nbf", now.getEpochSecond(),
                        "exp", now.plus(Duration.ofHours(1)).getEpochSecond(),
                        "roles", List.of("council"),
                        "councils", List.of("05315000")));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + BASE64.encodeToString(signature.sign());
    }

    private static String encode(Map<String, Object> claims) {
        return BASE64.encodeToString(JSON.writeValueAsString(claims).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
