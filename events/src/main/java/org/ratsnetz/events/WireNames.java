package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stable names of a sealed family of events, both ways.
 *
 * @param <E> the sealed interface
 */
public final class WireNames<E> {

    private final Map<String, Class<? extends E>> types;

    private WireNames(Map<String, Class<? extends E>> types) {
        this.types = types;
    }

    /**
     * Reads the names from the permitted types.
     *
     * @throws IllegalArgumentException when a permitted type has no {@link JsonTypeName}, or two have the same
     */
    public static <E> WireNames<E> of(Class<E> sealed) {
        if (!sealed.isSealed()) {
            throw new IllegalArgumentException(sealed + " is not sealed");
        }
        return new WireNames<>(Arrays.stream(sealed.getPermittedSubclasses())
                .map(type -> type.<E>asSubclass(sealed))
                .collect(Collectors.toUnmodifiableMap(WireNames::name, Function.identity())));
    }

    /** The wire name of an event type. */
    public static String name(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name == null || name.value().isEmpty()) {
            throw new IllegalArgumentException(type + " has no @JsonTypeName");
        }
        return name.value();
    }

    /** The event type behind a wire name, empty where this release does not know it. */
    public Optional<Class<? extends E>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** All wire names with their types. */
    public Map<String, Class<? extends E>> all() {
        return types;
    }
}
