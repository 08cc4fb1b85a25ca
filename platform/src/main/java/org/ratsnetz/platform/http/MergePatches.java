package org.ratsnetz.platform.http;

import jakarta.validation.Validator;
import java.util.List;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies merge patches to records, as strictly as if the whole record had been sent: unknown fields, wrong types, missing fields
 * and broken rules are refused with their pointers.
 */
public final class MergePatches {

    private final JsonMapper json;
    private final Validator validator;

    MergePatches(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The record with the patch applied. Pure, so a decision may call it.
     *
     * @param patch the patch
     * @param current what the caller may write, as it stands; of the same type as the result or with the same JSON
     * @param type the request record
     * @throws Refused 400 for the wrong shape, 422 for broken rules
     */
    public <T> T apply(MergePatch patch, Object current, Class<T> type) {
        T next;
        try {
            next = json.treeToValue(patch.applyTo(json.valueToTree(current)), type);
        } catch (JacksonException e) {
            throw new Refused(JsonProblems.of(e));
        }
        if (next == null) {
            throw new Refused(Problem.of(400, "body-required"));
        }
        RequiredFields.check(next);
        List<Invalid> violations = Violations.of(validator.validate(next));
        if (!violations.isEmpty()) {
            throw new Refused(Problem.invalid(violations));
        }
        return next;
    }
}
