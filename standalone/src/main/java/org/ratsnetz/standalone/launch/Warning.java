package org.ratsnetz.standalone.launch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the warnings and errors in what the parts print: services in ECS form or as text, Kafka as text, mongod as JSON. */
final class Warning {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TEXT = Pattern.compile("^\\S+\\s+(\\[[^]]*]\\s+)?((WARN|ERROR)\\b.*)");
    private static final Pattern ECS = Pattern.compile("\"level\":\"(WARN|ERROR)\"");
    private static final Pattern MONGOD = Pattern.compile("^\\{\"t\":\\{[^}]*},\"s\":\"([EF])\"");

    private Warning() {}

    /** What a line warns of; empty when it does not. */
    static Optional<String> in(String line) {
        if (!line.startsWith("{")) {
            Matcher text = TEXT.matcher(line);
            return text.find() ? Optional.ofNullable(text.group(2)) : Optional.empty();
        }
        Matcher ecs = ECS.matcher(line);
        if (ecs.find()) {
            return Optional.of(ecs.group(1) + " " + field(line, "message") + cause(line));
        }
        Matcher mongod = MONGOD.matcher(line);
        return mongod.find() ? Optional.of("ERROR " + field(line, "msg")) : Optional.empty();
    }

    /** The innermost cause, which is what one can do something about. */
    private static String cause(String line) {
        if (!line.contains("\"stack_trace\"")) {
            return "";
        }
        try {
            JsonNode error = JSON.readTree(line).path("error");
            return error.path("stack_trace")
                    .asString("")
                    .lines()
                    .filter(frame -> frame.startsWith("Caused by: "))
                    .reduce((outer, inner) -> inner)
                    .map(frame -> ": " + frame.replaceFirst("^Caused by: [\\w.$]+: ", ""))
                    .orElseGet(() -> ": " + error.path("message").asString(""));
        } catch (JacksonException e) {
            return "";
        }
    }

    private static String field(String line, String name) {
        try {
            JsonNode value = JSON.readTree(line).path(name);
            return value.isString() ? value.asString() : line;
        } catch (JacksonException e) {
            return line;
        }
    }
}
