package org.ratsnetz.standalone.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a person reads it: everything decoded. This is also its JSON.
 *
 * @param id names it in this inbox
 * @param from the header {@code From}, or the envelope's sender where there is none
 * @param to the address of the envelope that it came to: a mail to three people is three letters
 * @param subject empty where there is none
 * @param text the first plain text in it, empty where there is none
 * @param html the first HTML text in it
 * @param headers each a {@code String}, or a {@code List<String>} where a name occurs more than once, as they came
 */
record Letter(
        long id,
        String from,
        String to,
        String subject,
        String text,
        @Nullable String html,
        Map<String, Object> headers,
        Instant receivedAt) {

    /** All values of a header, whatever the case of its name. */
    List<String> values(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue() instanceof List<?> several
                        ? several.stream().map(String::valueOf)
                        : List.of(String.valueOf(header.getValue())).stream())
                .toList();
    }
}
