package org.ratsnetz.platform.asyncapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.events.WireNames;
import tools.jackson.databind.json.JsonMapper;

/** Makes the AsyncAPI 3 document of our topics. */
public final class AsyncApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY_AGS = "AGS of the council";

    private final Schemas schemas = new Schemas();
    private final Map<String, Object> channels = new LinkedHashMap<>();
    private final Map<String, Object> operations = new LinkedHashMap<>();
    private final Map<String, Object> messages = new TreeMap<>();

    private AsyncApi() {}

    /** The document as JSON. */
    public static String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new AsyncApi().document());
    }

    private Map<String, Object> document() {
        channel(
                CouncilEvent.TOPIC,
                "What councils tell the federation. Events of one document come in order, numbered without holes.",
                KEY_AGS,
                WireNames.of(CouncilEvent.class).all());
        channel(
                BoardEvent.TOPIC,
                "What the association tells.",
                KEY_AGS + ", lir for the association's own affairs",
                WireNames.of(BoardEvent.class).all());
        channel(
                PersonFacts.TOPIC,
                "Names and gender of mandate holders: compacted, the newest record of a key wins, one without a value erases.",
                "document of the mandate: <ags>/<mandate id>",
                Map.of(PersonFacts.TYPE, PersonFacts.class));
        channel(
                ResyncRequest.TOPIC,
                "Readers ask councils' publisher to restate a document.",
                KEY_AGS,
                Map.of(ResyncRequest.TYPE, ResyncRequest.class));
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("messages", messages);
        components.put("schemas", schemas.all());
        components.put(
                "messageTraits", Map.of("cloudevent", Map.of("contentType", "application/json", "headers", headers())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", components);
        return document;
    }

    private static Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Ratsnetz");
        info.put("version", "1.0.0");
        info.put(
                "description",
                "Topics of the federation on Kafka. Every record is a CloudEvent 1.0 in binary mode. Readers ignore fields they do"
                        + " not know; what a type means never changes, a changed meaning is a new type.");
        return info;
    }

    private void channel(String topic, String description, String key, Map<String, ? extends Class<?>> types) {
        Map<String, Object> references = new TreeMap<>();
        List<Object> sent = new ArrayList<>();
        new TreeMap<>(types).forEach((name, type) -> {
            messages.put(name, message(name, type, key));
            references.put(name, Map.of("$ref", "#/components/messages/" + name));
            sent.add(Map.of("$ref", "#/channels/" + topic + "/messages/" + name));
        });
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("address", topic);
        channel.put("description", description);
        channel.put("messages", references);
        channel.put("bindings", Map.of("kafka", Map.of("topic", topic, "partitions", 24, "bindingVersion", "0.5.0")));
        channels.put(topic, channel);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("action", "send");
        operation.put("channel", Map.of("$ref", "#/channels/" + topic));
        operation.put("messages", sent);
        operations.put("send-" + topic, operation);
    }

    private Map<String, Object> message(String name, Class<?> type, String key) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("name", name);
        message.put("traits", List.of(Map.of("$ref", "#/components/messageTraits/cloudevent")));
        message.put("payload", schemas.reference(type));
        message.put(
                "bindings",
                Map.of(
                        "kafka",
                        Map.of("key", Map.of("type", "string", "description", key), "bindingVersion", "0.5.0")));
        return message;
    }

    private static Map<String, Object> headers() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ce_specversion", Map.of("type", "string", "const", "1.0"));
        properties.put("ce_id", text("UUID, the same on every repetition of the record"));
        properties.put("ce_type", text("name of the message"));
        properties.put("ce_source", text("service that speaks"));
        properties.put("ce_subject", text("document: <ags>, <ags>/<mandate id> or <ags>/<rule>"));
        properties.put("ce_time", Map.of("type", "string", "format", "date-time"));
        properties.put(
                "ce_sequence", text("running number of the document's events from 1; 0: not a document's event"));
        properties.put(
                "ce_epoch", text("raised when the publisher was restored; sequences compare within one epoch only"));
        properties.put("traceparent", text("W3C trace context of the change"));
        properties.put("ce_importid", text("import job that caused the change"));
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "object");
        headers.put("properties", properties);
        headers.put(
                "required",
                List.of(
                        "ce_specversion",
                        "ce_id",
                        "ce_type",
                        "ce_source",
                        "ce_subject",
                        "ce_time",
                        "ce_sequence",
                        "ce_epoch"));
        return headers;
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }
}
