package org.ratsnetz.platform.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads as JSON: unknown fields are ignored, absent values are left out, days and times are ISO 8601. A record component that
 * is not {@link Nullable} must be there.
 */
public final class WireJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private WireJson() {}

    /** The payload as bytes. */
    public static byte[] write(Object payload) {
        return MAPPER.writeValueAsBytes(payload);
    }

    /**
     * Reads a payload.
     *
     * @throws Unreadable when it is not JSON of that type, or a required field is missing
     */
    public static <T> T read(byte[] json, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new Unreadable(e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new Unreadable("the payload is null");
        }
        String missing = missing(value);
        if (missing != null) {
            throw new Unreadable("required field " + missing + " is missing");
        }
        return value;
    }

    /** Where a required component is missing below a value, as JSON pointer; null when all are there. */
    private static @Nullable String missing(Object value) {
        return switch (value) {
            case Record record -> missingIn(record);
            case Collection<?> items -> missingIn(items);
            case Map<?, ?> entries -> missingIn(entries.values());
            default -> null;
        };
    }

    private static @Nullable String missingIn(Record record) {
        for (RecordPart part : RecordPart.of(record)) {
            Object held = part.in(record);
            String below = held != null ? missing(held) : part.required() ? "" : null;
            if (below != null) {
                return "/" + part.name() + below;
            }
        }
        return null;
    }

    private static @Nullable String missingIn(Collection<?> items) {
        for (Object item : items) {
            String below = item == null ? null : missing(item);
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    /** A payload that is not what its type says; the message says what is wrong, without the value. */
    public static final class Unreadable extends RuntimeException {

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
