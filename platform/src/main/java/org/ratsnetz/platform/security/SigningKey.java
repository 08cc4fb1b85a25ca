package org.ratsnetz.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/**
 * A public key of the issuer, bound to the one algorithm it is used with, so that a token cannot choose another.
 *
 * @param algorithm RS256, ES256 or EdDSA
 * @param key the key
 */
record SigningKey(String algorithm, PublicKey key) {

    private static final int LEAST_RSA_BITS = 2048;

    /** The key behind a JWK, empty where it is not for signatures of ours. */
    static Optional<SigningKey> of(JWK jwk) {
        if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
            return Optional.empty();
        }
        try {
            Optional<SigningKey> key = switch (jwk) {
                case RSAKey rsa
                when rsa.size() >= LEAST_RSA_BITS -> Optional.of(new SigningKey("RS256", rsa.toRSAPublicKey()));
                case ECKey ec
                when Curve.P_256.equals(ec.getCurve()) -> Optional.of(new SigningKey("ES256", ec.toECPublicKey()));
                case OctetKeyPair pair
                when Curve.Ed25519.equals(pair.getCurve()) ->
                    Optional.of(new SigningKey("EdDSA", edwards(pair.getDecodedX())));
                default -> Optional.empty();
            };
            return key.filter(k ->
                    jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(k.algorithm()));
        } catch (JOSEException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether the signature is that of this key's owner. */
    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        default -> "Ed25519";
                    });
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 8032: little-endian y, the highest bit is the sign of x. */
    private static PublicKey edwards(byte[] encoded) throws GeneralSecurityException {
        byte[] bigEndian = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            bigEndian[i] = encoded[encoded.length - 1 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    }
}
