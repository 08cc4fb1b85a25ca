package org.ratsnetz.standalone.inbox;

import java.time.Instant;
import java.util.Map;
import org.ratsnetz.parts.sms.Message;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text message, as its JSON.
 *
 * @param id names it in this inbox
 * @param to the number with its {@code +}
 * @param parts how many messages it took on the air
 * @param headers fields of the protocol
 */
record Sms(long id, String from, String to, String text, int parts, Map<String, String> headers, Instant receivedAt) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is kept of one beside what stands in {@link Kept}. */
    private record Content(String text, int parts, Map<String, String> headers) {}

    static byte[] content(Message message) {
        return JSON.writeValueAsBytes(new Content(message.text(), message.parts(), message.headers()));
    }

    static Sms read(Block.Found found) {
        Content content = JSON.readValue(found.content(), Content.class);
        Kept kept = found.kept();
        return new Sms(
                kept.id(),
                kept.from(),
                kept.to(),
                content.text(),
                content.parts(),
                content.headers(),
                kept.receivedAt());
    }
}
