package org.ratsnetz.notification.kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of event that bring messages; everything else never does. */
@Component
public class Kinds {

    private final List<Kind> kinds;
    private final Map<String, String> byType = new HashMap<>();
    private final MessageSource texts;

    Kinds(MessageSource texts, JsonMapper json) {
        this.texts = texts;
        this.kinds = read(json).kinds();
        for (Kind kind : kinds) {
            kind.events().forEach(type -> byType.put(type, kind.name()));
        }
    }

    /**
     * One kind.
     *
     * @param name as subscribers choose it
     * @param events wire names of the events that are of this kind
     */
    public record Kind(String name, List<String> events) {}

    private record Table(List<Kind> kinds) {}

    private static Table read(JsonMapper json) {
        try (InputStream table = new ClassPathResource("kinds.json").getInputStream()) {
            return json.readValue(table, Table.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in the order of the table. */
    public List<String> names() {
        return kinds.stream().map(Kind::name).toList();
    }

    /** The kind of an event, empty where it is not worth a message. */
    public Optional<String> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** What a kind is called. */
    public String label(String kind, Locale locale) {
        return texts.getMessage("kind." + kind, null, locale);
    }
}
