package org.ratsnetz.council.lines;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem.Invalid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares JSON with the record that it should become and names everything that does not fit, not only the first: unknown fields,
 * missing ones (a component that is not {@link Nullable} must be there), wrong types. Values are never repeated in the reasons.
 */
final class TreeCheck {

    private static final Map<Class<?>, List<String>> NAMES = new ConcurrentHashMap<>();

    private final List<Invalid> errors = new ArrayList<>();

    private TreeCheck() {}

    static List<Invalid> errors(ObjectNode tree, Class<? extends Record> type) {
        TreeCheck check = new TreeCheck();
        check.object(tree, type, "");
        return check.errors;
    }

    private void object(ObjectNode tree, Class<?> type, String pointer) {
        for (String name : tree.propertyNames()) {
            if (component(type, name) == null) {
                errors.add(Invalid.of(pointer + "/" + escaped(name), "unknown-field"));
            }
        }
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = tree.get(component.getName());
            String at = pointer + "/" + component.getName();
            if (value != null && !value.isNull()) {
                value(value, component.getType(), at);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                errors.add(Invalid.of(at, "required"));
            }
        }
    }

    private void value(JsonNode value, Class<?> type, String at) {
        if (type.isRecord()) {
            if (value instanceof ObjectNode object) {
                object(object, type, at);
            } else {
                errors.add(Invalid.of(at, "expected-object"));
            }
        } else if (type.isEnum()) {
            if (!value.isString() || !names(type).contains(value.stringValue())) {
                errors.add(Invalid.of(at, "one-of", String.join(", ", names(type))));
            }
        } else {
            String expected = expected(type);
            if (expected != null && !fits(value, expected)) {
                errors.add(Invalid.of(at, "expected-" + expected));
            }
        }
    }

    private static @Nullable String expected(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        return type == LocalDate.class ? "day" : null;
    }

    private static boolean fits(JsonNode value, String expected) {
        return switch (expected) {
            case "text" -> value.isString();
            case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
            case "boolean" -> value.isBoolean();
            default -> value.isString() && isDay(value.stringValue());
        };
    }

    private static boolean isDay(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component;
            }
        }
        return null;
    }

    private static List<String> names(Class<?> type) {
        return NAMES.computeIfAbsent(type, TreeCheck::readNames);
    }

    private static List<String> readNames(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                JsonProperty name = field.getAnnotation(JsonProperty.class);
                names.add(name == null ? field.getName() : name.value());
            }
        }
        return List.copyOf(names);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
