package org.ratsnetz.standalone.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine that may ask for tokens.
 *
 * @param id its name, also the subject of its tokens
 * @param roles what it may do
 * @param councils AGS of the councils it speaks for; empty unless it has the role council
 * @param secretHash SHA-256 of its secret, in hexadecimal
 * @param secret the secret itself, only for the clients of {@code access.json}
 * @param createdBy client that created it
 * @param revokedAt when it was shut out, null while it is not
 */
public record Client(
        String id,
        List<String> roles,
        List<String> councils,
        String secretHash,
        @Nullable String secret,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt) {

    boolean isRevoked() {
        return revokedAt != null;
    }

    Client withSecret(String fresh) {
        return new Client(
                id,
                roles,
                councils,
                Secrets.hash(fresh),
                secret == null ? null : fresh,
                createdAt,
                createdBy,
                revokedAt);
    }

    Client revoked(Instant now) {
        return new Client(id, roles, councils, secretHash, null, createdAt, createdBy, now);
    }
}
