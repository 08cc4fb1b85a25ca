package org.ratsnetz.platform.security;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Who may call a handler, as its annotation says. */
sealed interface AccessRule {

    /** Nothing is said, or two things: nobody. */
    record Nobody() implements AccessRule {}

    /** Anyone. */
    record Anyone(boolean writing) implements AccessRule {}

    /** The council in the path, and perhaps a registrar. */
    record OwnCouncil(boolean registrar) implements AccessRule {

        private Optional<Problem> refuses(@Nullable String ags, Caller caller) {
            if (ags != null && (caller.writes(ags) || (registrar && caller.is(Role.REGISTRAR)))) {
                return Optional.empty();
            }
            return Optional.of(
                    ags != null && caller.is(Role.COUNCIL)
                            ? Problem.of(403, "foreign-council", ags)
                            : Problem.of(403, "forbidden"));
        }
    }

    /** Clients with one of the roles. */
    record AnyOf(Set<Role> roles) implements AccessRule {}

    /** The rule on a handler method. */
    static AccessRule of(Method method) {
        List<AccessRule> rules = Stream.of(PublicRead.class, PublicWrite.class, CouncilWrite.class, Requires.class)
                .map(type -> AnnotatedElementUtils.findMergedAnnotation(method, type))
                .filter(Objects::nonNull)
                .map(AccessRule::of)
                .toList();
        return rules.size() == 1 ? rules.getFirst() : new Nobody();
    }

    private static AccessRule of(Annotation annotation) {
        return switch (annotation) {
            case PublicRead _ -> new Anyone(false);
            case PublicWrite _ -> new Anyone(true);
            case CouncilWrite write -> new OwnCouncil(write.registrar());
            case Requires requires
            when requires.value().length > 0 -> new AnyOf(EnumSet.copyOf(Set.of(requires.value())));
            default -> new Nobody();
        };
    }

    /**
     * Decides.
     *
     * @param method HTTP method
     * @param variables path variables
     * @param caller who calls, where there is a token
     * @return why not, empty where the call is fine
     */
    default Optional<Problem> refuses(String method, Map<String, String> variables, Optional<Caller> caller) {
        if (this instanceof Anyone(boolean writing) && (writing || "GET".equals(method) || "HEAD".equals(method))) {
            return Optional.empty();
        }
        if (caller.isEmpty()) {
            return Optional.of(Problem.of(401, "token-required"));
        }
        return switch (this) {
            case OwnCouncil own -> own.refuses(variables.get("ags"), caller.get());
            case AnyOf any when any.roles().stream().anyMatch(caller.get()::is) -> Optional.empty();
            case AnyOf _, Nobody _, Anyone _ -> Optional.of(Problem.of(403, "forbidden"));
        };
    }
}
