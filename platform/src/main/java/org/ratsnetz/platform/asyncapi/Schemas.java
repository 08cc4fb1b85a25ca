package org.ratsnetz.platform.asyncapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (2020-12) of records: a component that is not {@link Nullable} is required; further properties may come, since
 * readers ignore what they do not know. Schemas of records stand side by side under their simple names.
 */
final class Schemas {

    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Object> all = new TreeMap<>();

    /** The schemas made so far, by name. */
    Map<String, Object> all() {
        return all;
    }

    /** A reference to the schema of a record, which is made when it is not there yet. */
    Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!all.containsKey(name)) {
            all.put(name, Map.of()); // before its parts, so that a type may hold itself
            all.put(name, object(type));
        }
        return Map.of("$ref", PREFIX + name);
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents(), type.getName())) {
            properties.put(component.getName(), schema(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private Map<String, Object> schema(Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            Map<String, Object> last = schema(arguments[arguments.length - 1]);
            return parameterized.getRawType() == List.class
                    ? Map.of("type", "array", "items", last)
                    : Map.of("type", "object", "additionalProperties", last);
        }
        Class<?> type = (Class<?>) generic;
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", names(type));
        }
        if (type.isRecord()) {
            return reference(type);
        }
        return simple(type);
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        throw new IllegalArgumentException(type + " has no JSON Schema here");
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                JsonProperty name = field.getAnnotation(JsonProperty.class);
                names.add(name == null ? field.getName() : name.value());
            }
        }
        return names;
    }
}
