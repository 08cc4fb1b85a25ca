package org.ratsnetz.events;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of every type that travels, in every shape: {@code full} with all that may be there, {@code least} with only what
 * must be, for a restated event the form that says "gone". A new type or a new optional field makes a new sample by itself.
 */
final class Samples {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("ags", "05315000"),
            Map.entry("name", "Köln"),
            Map.entry("district", "Köln"),
            Map.entry("region", "Köln"),
            Map.entry("label", "Ausschuss für Chancengerechtigkeit und Integration"),
            Map.entry("rule", "C2"),
            Map.entry("reason", "C2.too-few-elected"),
            Map.entry("document", "05315000/m-17"),
            Map.entry("group", "board-federation"),
            Map.entry("id", "m-17"),
            Map.entry("mandate", "m-17"),
            Map.entry("successor", "m-18"));

    private Samples() {}

    /** All samples by the name of their golden file, without its ending. */
    static Map<String, Object> all() {
        Map<String, Object> samples = new LinkedHashMap<>();
        types().forEach((name, type) -> {
            samples.put(name + ".full", record(type, true));
            if (!record(type, false).equals(record(type, true))) {
                samples.put(name + ".least", record(type, false));
            }
        });
        return samples;
    }

    /** All types that travel, by wire name. */
    static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        Stream.of(CouncilEvent.class, BoardEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .forEach(type -> types.put(WireNames.name(type), type));
        types.put(PersonFacts.TYPE, PersonFacts.class);
        types.put(ResyncRequest.TYPE, ResyncRequest.class);
        return types;
    }

    private static Object record(Class<?> type, boolean full) {
        RecordComponent[] components = Objects.requireNonNull(type.getRecordComponents(), type.getName());
        List<@Nullable Object> values = new ArrayList<>();
        List<Class<?>> kinds = new ArrayList<>();
        for (RecordComponent component : components) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            values.add(optional && !full ? null : value(component.getName(), component.getGenericType(), full));
            kinds.add(component.getType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(kinds.toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object value(String name, Type generic, boolean full) {
        if (generic instanceof ParameterizedType parameterized) {
            Type last = parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1];
            if (parameterized.getRawType() == List.class) {
                return full && last == String.class ? List.of("seats", "committee") : List.of();
            }
            return full
                    ? Map.of(name.equals("documents") ? "05315000/m-17" : "elected", value(name, last, true))
                    : Map.of();
        }
        Class<?> type = (Class<?>) generic;
        if (type.isEnum()) {
            Object[] constants = Objects.requireNonNull(type.getEnumConstants());
            return full ? constants[0] : constants[constants.length - 1];
        }
        if (type == String.class) {
            return TEXTS.getOrDefault(name, name + "-1");
        }
        if (type == int.class) {
            return full ? 18 : 0;
        }
        if (type == long.class || type == Long.class) {
            return 7L;
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2025, 11, 1);
        }
        return record(type, full);
    }
}
