package org.ratsnetz.council.lines;

import java.util.List;
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

    public RecordReader(Class<R> type) {
        this.type = type;
    }

    /**
     * The record.
     *
     * @throws Refused 422 naming every field that is missing, unknown or of another type
     */
    public R read(ObjectNode tree) {
        List<Invalid> errors = TreeCheck.errors(tree, type);
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("", "value"))));
        }
    }
}
