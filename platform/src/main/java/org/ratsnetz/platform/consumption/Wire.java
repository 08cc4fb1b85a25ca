package org.ratsnetz.platform.consumption;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.NotAnEnvelope;
import org.ratsnetz.platform.envelope.WireJson;

/**
 * What a topic carries, and how its records are read.
 *
 * <p>A record is believed only when its key is the one its payload names, and its subject begins with that key: a forged record
 * for another council is poison.
 *
 * @param <E> type of the payloads
 */
public final class Wire<E> {

    private static final int MOST_BYTES = 512 * 1024;

    private final String topic;
    private final Function<String, @Nullable Class<? extends E>> types;
    private final Function<E, String> key;
    private final boolean tombstones;
    private final @Nullable Function<E, String> document;

    private Wire(
            String topic,
            Function<String, @Nullable Class<? extends E>> types,
            Function<E, String> key,
            boolean tombstones,
            @Nullable Function<E, String> document) {
        this.document = document;
        this.topic = topic;
        this.types = types;
        this.key = key;
        this.tombstones = tombstones;
    }

    /** A topic of one sealed family of events. */
    public static <E> Wire<E> events(String topic, Class<E> sealed, Function<E, String> key) {
        WireNames<E> names = WireNames.of(sealed);
        return new Wire<>(topic, type -> names.type(type).orElse(null), key, false, null);
    }

    /** A topic of one type of record, where a record without a value erases. */
    public static <E> Wire<E> facts(String topic, String type, Class<E> payload, Function<E, String> key) {
        return new Wire<>(topic, name -> name.equals(type) ? payload : null, key, true, null);
    }

    /** A topic of one type of record, each with a value. */
    public static <E> Wire<E> requests(String topic, String type, Class<E> payload, Function<E, String> key) {
        return new Wire<>(topic, name -> name.equals(type) ? payload : null, key, false, null);
    }

    /** The same, where the subject must be the document that the payload tells of. */
    public Wire<E> about(Function<E, String> document) {
        return new Wire<>(topic, types, key, tombstones, document);
    }

    /** The topic. */
    public String topic() {
        return topic;
    }

    /**
     * Reads a record.
     *
     * @throws Poison when it cannot be read or is not what it says
     */
    public Heard<E> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return decode(record);
        } catch (NotAnEnvelope | WireJson.Unreadable e) {
            throw new Poison(String.valueOf(e.getMessage()), e);
        }
    }

    private Heard<E> decode(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope = Envelope.read(record.headers());
        Class<? extends E> type = types.apply(envelope.type());
        if (type == null) {
            throw new Poison("unknown type " + envelope.type());
        }
        if (record.key() == null) {
            throw new Poison("the record has no key");
        }
        String recordKey = new String(record.key(), StandardCharsets.UTF_8);
        E payload = payload(record.value(), type);
        requireOwn(recordKey, envelope, payload == null ? recordKey : key.apply(payload));
        if (document != null && payload != null && !document.apply(payload).equals(envelope.subject())) {
            throw new Poison("the subject is not the document that the payload tells of");
        }
        return new Heard<>(
                topic, record.partition(), record.offset(), record.topic().equals(topic), recordKey, envelope, payload);
    }

    private @Nullable E payload(byte @Nullable [] value, Class<? extends E> type) {
        if (value == null) {
            if (tombstones) {
                return null;
            }
            throw new Poison("the record has no value");
        }
        if (value.length > MOST_BYTES) {
            throw new Poison("the payload has " + value.length + " bytes, at most " + MOST_BYTES + " are read");
        }
        return WireJson.read(value, type);
    }

    private static void requireOwn(String recordKey, Envelope envelope, String payloadKey) {
        if (!recordKey.equals(payloadKey)) {
            throw new Poison("the record's key is not the one its payload names");
        }
        String subject = envelope.subject();
        if (!subject.equals(recordKey) && !subject.startsWith(recordKey + "/")) {
            throw new Poison("the subject does not belong to the record's key");
        }
    }
}
