package org.ratsnetz.platform.security;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Who may call a handler, as its annotation says. */
sealed interface AccessRule {

    /** Nothing is said, or two things: nobody. */
    record Nobody() implements AccessRule {}

    /** Anyone, reading. */
    record Anyone() implements AccessRule {}

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
        PublicRead read = AnnotatedElementUtils.findMergedAnnotation(method, PublicRead.class);
        CouncilWrite write = AnnotatedElementUtils.findMergedAnnotation(method, CouncilWrite.class);
        Requires requires = AnnotatedElementUtils.findMergedAnnotation(method, Requires.class);
        if (read != null && write == null && requires == null) {
            return new Anyone();
        }
        if (write != null && read == null && requires == null) {
            return new OwnCouncil(write.registrar());
        }
        if (requires != null && read == null && write == null && requires.value().length > 0) {
            return new AnyOf(EnumSet.copyOf(Set.of(requires.value())));
        }
        return new Nobody();
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
        if (this instanceof Anyone && ("GET".equals(method) || "HEAD".equals(method))) {
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
