package org.ratsnetz.platform.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.RecordPart;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;

/** A record component that is not {@link Nullable} must be there, at any depth. */
final class RequiredFields {

    private RequiredFields() {}

    /**
     * Checks a request record; anything else passes.
     *
     * @throws Refused 400 naming every field that is missing
     */
    static void check(Object body) {
        List<Invalid> missing = new ArrayList<>();
        collect(body, "", missing);
        if (!missing.isEmpty()) {
            throw new Refused(JsonProblems.shape(missing));
        }
    }

    private static void collect(Object value, String at, List<Invalid> missing) {
        if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                collectPart(item, at + "/" + index++, false, missing);
            }
        }
        if (value instanceof Record record) {
            for (RecordPart part : RecordPart.of(record)) {
                collectPart(part.in(record), at + "/" + part.name(), !part.required(), missing);
            }
        }
    }

    private static void collectPart(@Nullable Object part, String at, boolean optional, List<Invalid> missing) {
        if (part != null) {
            collect(part, at, missing);
        } else if (!optional) {
            missing.add(Invalid.of(at, "required"));
        }
    }
}
