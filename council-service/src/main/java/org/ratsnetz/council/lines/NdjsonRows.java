package org.ratsnetz.council.lines;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.lines.PhysicalLines.PhysicalLine;
import org.ratsnetz.platform.problem.Problem.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line. */
final class NdjsonRows implements Rows {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PhysicalLines lines;

    NdjsonRows(PhysicalLines lines) {
        this.lines = lines;
    }

    @Override
    public List<Invalid> headingErrors() {
        return List.of();
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (PhysicalLine line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong() || !line.text().isBlank()) {
                return row(line);
            }
        }
        return null;
    }

    private static Row row(PhysicalLine line) {
        if (line.tooLong()) {
            return Row.broken(line.number(), "line-too-long", Integer.toString(LONGEST_LINE));
        }
        if (line.text().indexOf('\uFFFD') >= 0) {
            return Row.broken(line.number(), "line-encoding");
        }
        try {
            JsonNode tree = MAPPER.readTree(line.text());
            return tree instanceof ObjectNode object
                    ? Row.of(line.number(), object)
                    : Row.broken(line.number(), "json-object");
        } catch (JacksonException e) {
            return Row.broken(line.number(), "json-malformed", column(e));
        }
    }

    private static String column(JacksonException failure) {
        TokenStreamLocation place = failure.getLocation();
        return Integer.toString(place == null ? 1 : Math.max(place.getColumnNr(), 1));
    }
}
