package org.ratsnetz.platform.http;

import java.time.LocalDate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;

/** Days are texts: Jackson would take {@code [2025,11,1]} for a day too, and an empty list for none. */
final class TextualDays extends StdScalarDeserializer<LocalDate> {

    TextualDays() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? LocalDateDeserializer.INSTANCE.deserialize(parser, context)
                : (LocalDate) context.handleUnexpectedToken(context.constructType(LocalDate.class), parser);
    }
}
