package org.ratsnetz.platform.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
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
        requireComponents(value, "");
        return value;
    }

    private static void requireComponents(Object value, String path) {
        if (!(value instanceof Record)) {
            return;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = component(value, component);
            String at = path + "/" + component.getName();
            if (part == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new Unreadable("required field " + at + " is missing");
                }
            } else if (part instanceof Collection<?> items) {
                items.forEach(item -> requireComponents(item, at));
            } else if (part instanceof Map<?, ?> entries) {
                entries.values().forEach(item -> requireComponents(item, at));
            } else {
                requireComponents(part, at);
            }
        }
    }

    private static @Nullable Object component(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
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
