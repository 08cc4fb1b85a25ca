package org.ratsnetz.platform.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Days are texts {@code yyyy-MM-dd} and nothing else, in bodies and parameters. Jackson would take {@code [2025,11,1]} too, a time
 * in another zone for the wrong day, and years that no database can hold.
 */
final class TextualDays extends StdScalarDeserializer<LocalDate> {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    TextualDays() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (LocalDate) context.handleUnexpectedToken(context.constructType(LocalDate.class), parser);
        }
        String text = parser.getString();
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "not a day");
        }
    }

    /**
     * The day that a text names.
     *
     * @throws IllegalArgumentException when it names none
     */
    static LocalDate parse(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new IllegalArgumentException("a day has the form yyyy-MM-dd");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such day", e);
        }
    }
}
