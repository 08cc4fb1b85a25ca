package org.ratsnetz.platform.envelope;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record type. Each type is looked at once: annotations of types are parsed anew each time they are asked for,
 * which took a quarter of the time of a replay.
 *
 * @param name its name
 * @param required whether it must be there, since it is not {@link Nullable}
 * @param accessor how it is read
 */
public record RecordPart(String name, boolean required, Method accessor) {

    private static final ClassValue<List<RecordPart>> PARTS = new ClassValue<>() {
        @Override
        protected List<RecordPart> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(RecordPart::of).toList();
        }
    };

    /** The components of a record, in their order. */
    public static List<RecordPart> of(Record record) {
        return PARTS.get(record.getClass());
    }

    private static RecordPart of(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true); // request records are package-private
        boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new RecordPart(component.getName(), required, accessor);
    }

    /** What a record holds there. */
    public @Nullable Object in(Record record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(accessor + " cannot be called", e);
        }
    }
}
