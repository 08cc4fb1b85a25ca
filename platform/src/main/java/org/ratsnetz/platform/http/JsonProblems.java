package org.ratsnetz.platform.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says in our words what Jackson could not read: where, and what was expected there; never the value itself. */
final class JsonProblems {

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException _ -> Problem.of(400, "json-too-deep", JsonShape.DEEPEST);
            case InputCoercionException beyond -> shape(List.of(expected(pointer(beyond), beyond.getTargetType())));
            case StreamReadException _ when message(failure).startsWith("Duplicate") -> at("duplicate-name", failure);
            case StreamReadException _ -> at("malformed-json", failure);
            case PropertyBindingException unknown -> shape(pointer(unknown), "unknown-field");
            case MismatchedInputException wrong -> wrongType(pointer(wrong), wrong);
            default -> shape(pointer(failure), "value");
        };
    }

    /** JSON pointer (RFC 6901) to where it happened. */
    static String pointer(JacksonException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            pointer.append('/');
            pointer.append(
                    step.getPropertyName() == null
                            ? Integer.toString(step.getIndex())
                            : escape(step.getPropertyName()));
        }
        return pointer.toString();
    }

    /** A name as a step of a JSON pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The reason for a value that is not of that type: what is expected instead. */
    static Invalid expected(String pointer, @Nullable Class<?> type) {
        if (type == null) {
            return Invalid.of(pointer, "value");
        }
        if (type.isEnum()) {
            return Invalid.of(
                    pointer, "one-of", String.join(", ", JsonNames.of(type).keySet()));
        }
        return Invalid.of(pointer, "expected-" + kind(type));
    }

    private static Problem wrongType(String pointer, MismatchedInputException wrong) {
        if (message(wrong).startsWith("Cannot map `null`")) {
            return shape(pointer, "required");
        }
        return shape(List.of(expected(pointer, wrong.getTargetType())));
    }

    static Problem shape(String pointer, String reason) {
        return shape(List.of(Invalid.of(pointer, reason)));
    }

    static Problem shape(List<Invalid> errors) {
        return new Problem("wrong-shape", 400, List.of(), errors, null, Map.of());
    }

    private static Problem at(String type, JacksonException failure) {
        TokenStreamLocation place = failure.getLocation();
        return place == null
                ? Problem.of(400, type, 1, 1)
                : Problem.of(400, type, place.getLineNr(), place.getColumnNr());
    }

    private static String message(JacksonException failure) {
        String message = failure.getOriginalMessage();
        return message == null ? "" : message;
    }

    private static String kind(Class<?> type) {
        if (type == String.class || type == Character.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (type == LocalDate.class) {
            return "day";
        }
        if (type == Instant.class) {
            return "time";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "list" : "object";
    }
}
