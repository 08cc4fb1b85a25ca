package org.ratsnetz.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Enum values in query parameters bear the same names as in JSON. */
@SuppressWarnings("rawtypes") // Spring's own way to convert to any enum
final class JsonNames implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        Map<String, T> values = of(type);
        return name -> {
            T value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no value of " + type.getSimpleName());
            }
            return value;
        };
    }

    /** The values of an enum by their JSON names, in their order. */
    static <T> Map<String, T> of(Class<T> type) {
        Map<String, T> values = new LinkedHashMap<>();
        for (T value : Objects.requireNonNull(type.getEnumConstants(), type.getName())) {
            values.put(name(type, ((Enum) value).name()), value);
        }
        return values;
    }

    private static String name(Class<?> type, String constant) {
        try {
            Field field = type.getField(constant);
            JsonProperty name = field.getAnnotation(JsonProperty.class);
            return name == null || name.value().isEmpty() ? constant : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum constant is a field", e);
        }
    }
}
