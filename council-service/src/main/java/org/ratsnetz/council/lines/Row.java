package org.ratsnetz.council.lines;

import java.util.List;
import org.ratsnetz.platform.problem.Problem.Invalid;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line's content, or why it has none.
 *
 * @param line number of its first line in the file, the first is 1
 * @param tree the record as JSON; empty where there are errors
 * @param errors what keeps it from being read
 */
public record Row(long line, ObjectNode tree, List<Invalid> errors) {

    static Row of(long line, ObjectNode tree) {
        return new Row(line, tree, List.of());
    }

    static Row broken(long line, String reason, Object... arguments) {
        return new Row(line, JsonNodeFactory.instance.objectNode(), List.of(Invalid.of("", reason, arguments)));
    }
}
