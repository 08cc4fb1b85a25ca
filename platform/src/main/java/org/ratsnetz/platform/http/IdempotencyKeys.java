package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.IdempotencyKey;

/** Reads {@code Idempotency-Key}: 8 to 200 visible ASCII characters, with or without the quotes of a structured field. */
public final class IdempotencyKeys {

    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    /** The response header that marks the answer to a repetition. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,200}");

    private IdempotencyKeys() {}

    /**
     * The key as the client sent it.
     *
     * @throws Refused 400 when it is not of its form, or sent twice
     */
    public static Optional<String> from(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.getFirst().strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        if (values.size() > 1 || !KEY.matcher(value).matches()) {
            throw new Refused(new Problem(
                    "malformed-header",
                    400,
                    List.of(HEADER),
                    List.of(Problem.Invalid.of("header/" + HEADER, "idempotency-key")),
                    null,
                    Map.of()));
        }
        return Optional.of(value);
    }

    /** What is remembered of a keyed request. */
    static IdempotencyKey of(String client, String method, String path, String key, byte[] body, int status) {
        String request = client + '\n' + method + '\n' + path + '\n' + key;
        return new IdempotencyKey(hash(request.getBytes(StandardCharsets.UTF_8)), hash(body), status);
    }

    /** The first 8 bytes of SHA-256: a clash within one document's two hundred keys is out of reach. */
    private static long hash(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
