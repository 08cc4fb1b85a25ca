package org.ratsnetz.council.lines;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import org.ratsnetz.platform.http.Violations;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes records of rows, as strictly as the API makes them of request bodies.
 *
 * @param <R> type of the records
 */
public final class RecordReader<R extends Record> {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Class<R> type;

    private final Columns columns;
    private final Validator validator;

    public RecordReader(Class<R> type, Validator validator) {
        this.type = type;
        this.columns = Columns.of(type);
        this.validator = validator;
    }

    /** Columns that a CSV file of such records may have. */
    public Columns columns() {
        return columns;
    }

    /**
     * The record.
     *
     * @throws Refused 422 naming every field that is missing, unknown, of another type or out of its bounds
     */
    public R read(ObjectNode tree) {
        List<Invalid> errors = TreeCheck.errors(tree, type);
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
        R value;
        try {
            value = MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("", "value"))));
        }
        Set<ConstraintViolation<R>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new Refused(Problem.invalid(Violations.of(violations)));
        }
        return value;
    }
}
