package org.ratsnetz.gateway;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** An issuer: signs what it is told to, proper or not. */
public final class Tokens {

    public static final String ISSUER = "http://issuer.example";

    private static final JsonMapper JSON = new JsonMapper();

    private final KeyPair rsa = pair("RSA");
    private final KeyPair other = pair("RSA");
    private final KeyPair elliptic = pair("EC");
    private final KeyPair edwards = pair("Ed25519");

    /** The public keys as the issuer tells them. */
    public String jwks() {
        List<JWK> keys = List.of(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("rsa").build(),
                new ECKey.Builder(Curve.P_256, (ECPublicKey) elliptic.getPublic())
                        .keyID("ec")
                        .build(),
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(rawEdwards(edwards.getPublic())))
                        .keyID("ed")
                        .build());
        return new JWKSet(keys).toString();
    }

    /** A token of a client that is believed. */
    public String of(String client) {
        Map<String, Object> claims = claims();
        claims.put("sub", client);
        return rs256(header(), claims);
    }

    public Map<String, Object> header() {
        return new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "at+jwt", "kid", "rsa"));
    }

    public Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return new LinkedHashMap<>(Map.of(
                "iss",
                ISSUER,
                "aud",
                List.of("ratsnetz"),
                "sub",
                "client",
                "client_id",
                "client",
                "iat",
                now,
                "nbf",
                now,
                "exp",
                now + 300,
                "roles",
                List.of("council"),
                "councils",
                List.of("05315000")));
    }

    public String rs256(Map<String, Object> header, Map<String, Object> claims) {
        return rs256(json(header), json(claims));
    }

    public String rs256(String header, String claims) {
        return signed(header, claims, "SHA256withRSA", rsa.getPrivate());
    }

    /** Signed by someone else. */
    public String foreign() {
        return signed(json(header()), json(claims()), "SHA256withRSA", other.getPrivate());
    }

    public String es256(Map<String, Object> header, Map<String, Object> claims) {
        return signed(json(header), json(claims), "SHA256withECDSAinP1363Format", elliptic.getPrivate());
    }

    public String edDsa(Map<String, Object> header, Map<String, Object> claims) {
        return signed(json(header), json(claims), "Ed25519", edwards.getPrivate());
    }

    /** Signed with the RSA key by another algorithm of the JDK. */
    public String rsaBy(String algorithm, Map<String, Object> header, Map<String, Object> claims) {
        return signed(json(header), json(claims), algorithm, rsa.getPrivate());
    }

    /** The public key as a shared secret. */
    public String hmac(Map<String, Object> header, Map<String, Object> claims) {
        String content = encode(json(header)) + "." + encode(json(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rsa.getPublic().getEncoded(), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String unsigned(Map<String, Object> header, Map<String, Object> claims) {
        return encode(json(header)) + "." + encode(json(claims)) + ".";
    }

    public static String json(Map<String, Object> members) {
        return JSON.writeValueAsString(members);
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String signed(String header, String claims, String algorithm, PrivateKey key) {
        String content = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last 32 bytes of the key's X.509 form. */
    private static byte[] rawEdwards(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }
}
