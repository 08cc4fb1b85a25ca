package org.ratsnetz.platform.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ratsnetz.platform.problem.Problem.Invalid;

/**
 * Broken bean validation constraints as fields to blame. The reason is the constraint's name ({@code @NotBlank}: {@code
 * not-blank}), or its {@code message} where the constraint has one of its own, which is then a key {@code invalid.<message>} of
 * the bundles.
 */
public final class Violations {

    private static final List<String> ARGUMENTS = List.of("min", "max", "value", "integer", "fraction");

    private Violations() {}

    /** The fields to blame, in the order of their pointers. */
    public static <T> List<Invalid> of(Collection<ConstraintViolation<T>> violations) {
        return violations.stream()
                .map(violation -> of(violation, pointer(violation.getPropertyPath())))
                .sorted(Comparator.comparing(Invalid::pointer).thenComparing(Invalid::reason))
                .toList();
    }

    static Invalid of(ConstraintViolation<?> violation, String pointer) {
        String message = violation.getMessageTemplate();
        String reason = message.startsWith("{")
                ? kebab(violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName())
                : message;
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        List<Object> arguments = ARGUMENTS.stream()
                .flatMap(name -> Stream.ofNullable(attributes.get(name)))
                .toList();
        return new Invalid(pointer, reason, arguments);
    }

    private static String pointer(Path path) {
        List<String> steps = new ArrayList<>();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                steps.add(node.getIndex().toString());
            } else if (node.getKey() != null) {
                steps.add(JsonProblems.escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                steps.add(JsonProblems.escape(node.getName()));
            }
        }
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
