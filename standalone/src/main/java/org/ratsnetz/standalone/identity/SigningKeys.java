package org.ratsnetz.standalone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

/** The key that signs tokens, made at the first start and kept. */
public final class SigningKeys {

    private static final int BITS = 2048;

    private final JWKSet keys;

    private SigningKeys(JWKSet keys) {
        this.keys = keys;
    }

    /**
     * Reads the key, or makes one.
     *
     * @throws CannotStart when the file is damaged
     */
    public static SigningKeys in(Path path) {
        StateFile<Map<String, Object>> file = new StateFile<>(path, new TypeReference<>() {});
        return file.read().map(kept -> read(path, kept)).orElseGet(() -> made(file));
    }

    private static SigningKeys read(Path path, Map<String, Object> kept) {
        try {
            JWKSet keys = JWKSet.parse(kept);
            if (keys.getKeys().stream().noneMatch(key -> key.isPrivate())) {
                throw new CannotStart("data.corrupt", path, "no private key");
            }
            return new SigningKeys(keys);
        } catch (ParseException e) {
            throw new CannotStart("data.corrupt", path, String.valueOf(e.getMessage()));
        }
    }

    private static SigningKeys made(StateFile<Map<String, Object>> file) {
        try {
            JWKSet keys = new JWKSet(new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate());
            file.write(keys.toJSONObject(false));
            return new SigningKeys(keys);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWKSource<SecurityContext> source() {
        return new ImmutableJWKSet<>(keys);
    }
}
