package org.ratsnetz.council.lines;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The columns that a CSV file of some record may have: dotted names of the record's parts, for example {@code seats.elected}. */
public final class Columns {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern GERMAN_DAY = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

    private final Map<String, Class<?>> types;

    private Columns(Map<String, Class<?>> types) {
        this.types = Collections.unmodifiableMap(types);
    }

    /** The parts of the record. */
    static Columns of(Class<? extends Record> type) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        collect(type, "", types);
        return new Columns(types);
    }

    private static void collect(Class<?> type, String path, Map<String, Class<?>> types) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = path + component.getName();
            if (component.getType().isRecord()) {
                collect(component.getType(), name + ".", types);
            } else {
                types.put(name, component.getType());
            }
        }
    }

    boolean knows(String name) {
        return types.containsKey(name);
    }

    Set<String> names() {
        return types.keySet();
    }

    /** Puts a cell where its column says; an empty cell is an absent value. */
    void put(ObjectNode tree, String name, String cell) {
        if (cell.isBlank()) {
            return;
        }
        ObjectNode at = tree;
        String[] path = name.split("\\.");
        for (int depth = 0; depth < path.length - 1; depth++) {
            JsonNode inner = at.get(path[depth]);
            at = inner instanceof ObjectNode object ? object : at.putObject(path[depth]);
        }
        at.set(path[path.length - 1], value(types.get(name), cell.strip()));
    }

    /** What cannot be converted stays text, so that the check of types names it. */
    private static JsonNode value(@Nullable Class<?> type, String cell) {
        if (type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type))) {
            if (WHOLE_NUMBER.matcher(cell).matches()) {
                return JsonNodeFactory.instance.numberNode(Long.parseLong(cell));
            }
        }
        if (type == LocalDate.class) {
            Matcher german = GERMAN_DAY.matcher(cell);
            if (german.matches()) {
                return JsonNodeFactory.instance.stringNode("%s-%2s-%2s"
                        .formatted(german.group(3), german.group(2), german.group(1))
                        .replace(' ', '0'));
            }
        }
        return JsonNodeFactory.instance.stringNode(cell);
    }
}
