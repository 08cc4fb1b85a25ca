package org.ratsnetz.platform.http;

import java.util.List;
import java.util.Map;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks through a body before anything is made of it: proper JSON to its end, no name twice, no deeper than 32 levels, and no
 * name that a database could take for an operator or a path.
 */
final class JsonShape {

    static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private JsonShape() {}

    /**
     * Checks a body; an empty one is for others to refuse.
     *
     * @throws Refused 400 with the place
     */
    static void check(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    checkName(parser);
                }
                if (parser.streamReadContext().inRoot() && ++values > 1) {
                    throw new Refused(Problem.of(400, "malformed-json", line(parser), column(parser)));
                }
            }
        } catch (JacksonException e) {
            throw new Refused(JsonProblems.of(e));
        }
    }

    private static void checkName(JsonParser parser) {
        String name = parser.currentName();
        if (name.startsWith("$") || name.indexOf('.') >= 0) {
            String pointer = parser.streamReadContext().pathAsPointer().toString();
            throw new Refused(new Problem(
                    "malformed-json-name",
                    400,
                    List.of(),
                    List.of(Problem.Invalid.of(pointer, "name")),
                    null,
                    Map.of()));
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int column(JsonParser parser) {
        return parser.currentTokenLocation().getColumnNr();
    }
}
