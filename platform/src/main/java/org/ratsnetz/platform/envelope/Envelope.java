package org.ratsnetz.platform.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a payload: the attributes of CloudEvents 1.0 as Kafka headers (binary mode), and our extensions.
 *
 * @param id UUIDv7, the same on every repetition of the record
 * @param type wire name of the payload
 * @param source service that speaks, for example {@code /council-service}
 * @param subject document the event belongs to
 * @param time when the change was decided
 * @param sequence running number of the document's events, 1, 2, 3 … without holes; 0 where the record is not a document's event
 * @param epoch raised when the publisher's database was restored; sequences compare only within one epoch
 * @param traceparent W3C trace context of the change, where there is one
 * @param importId import job that caused the change, where one did
 */
public record Envelope(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        long sequence,
        int epoch,
        @Nullable String traceparent,
        @Nullable String importId) {

    private static final String SPEC_VERSION = "1.0";
    /** Readers fold epoch and sequence into one number and add these up: a forged one must not overflow it. */
    private static final long MOST_EVENTS = (1L << 40) - 1;

    private static final long MOST_EPOCHS = 1_000;

    /** Writes the attributes as headers. */
    public void writeTo(Headers headers) {
        put(headers, "ce_specversion", SPEC_VERSION);
        put(headers, "ce_id", id);
        put(headers, "ce_type", type);
        put(headers, "ce_source", source);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time.toString());
        put(headers, "ce_sequence", Long.toString(sequence));
        put(headers, "ce_epoch", Integer.toString(epoch));
        put(headers, "content-type", "application/json");
        if (traceparent != null) {
            put(headers, "traceparent", traceparent);
        }
        if (importId != null) {
            put(headers, "ce_importid", importId);
        }
    }

    /**
     * Reads the attributes from headers.
     *
     * @throws NotAnEnvelope when a required attribute is missing or not of its form
     */
    public static Envelope read(Headers headers) {
        Attributes found = new Attributes(headers);
        String version = required(found.version, "ce_specversion");
        if (!SPEC_VERSION.equals(version)) {
            throw new NotAnEnvelope("ce_specversion is " + version + ", expected " + SPEC_VERSION);
        }
        return new Envelope(
                required(found.id, "ce_id"),
                required(found.type, "ce_type"),
                required(found.source, "ce_source"),
                required(found.subject, "ce_subject"),
                time(required(found.time, "ce_time")),
                number(found.sequence, "ce_sequence", MOST_EVENTS),
                (int) number(found.epoch, "ce_epoch", MOST_EPOCHS),
                text(found.traceparent),
                text(found.importId));
    }

    /** The last value of each attribute. One walk over the headers: to ask for each by its name is a walk for each. */
    private static final class Attributes {

        private byte @Nullable [] version;
        private byte @Nullable [] id;
        private byte @Nullable [] type;
        private byte @Nullable [] source;
        private byte @Nullable [] subject;
        private byte @Nullable [] time;
        private byte @Nullable [] sequence;
        private byte @Nullable [] epoch;
        private byte @Nullable [] traceparent;
        private byte @Nullable [] importId;

        Attributes(Headers headers) {
            for (Header header : headers) {
                byte[] value = header.value();
                switch (header.key()) {
                    case "ce_specversion" -> version = value;
                    case "ce_id" -> id = value;
                    case "ce_type" -> type = value;
                    case "ce_source" -> source = value;
                    case "ce_subject" -> subject = value;
                    case "ce_time" -> time = value;
                    case "ce_sequence" -> sequence = value;
                    case "ce_epoch" -> epoch = value;
                    case "traceparent" -> traceparent = value;
                    case "ce_importid" -> importId = value;
                    default -> {}
                }
            }
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static String required(byte @Nullable [] value, String name) {
        if (value == null || value.length == 0) {
            throw new NotAnEnvelope("header " + name + " is missing");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new NotAnEnvelope("ce_time is not a time: " + value, e);
        }
    }

    private static long number(byte @Nullable [] header, String name, long most) {
        String value = required(header, name);
        try {
            long number = Long.parseLong(value);
            if (number < 0) {
                throw new NotAnEnvelope(name + " is negative: " + value);
            }
            if (number > most) {
                throw new NotAnEnvelope(name + " is too large: " + value);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new NotAnEnvelope(name + " is not a number: " + value, e);
        }
    }
}
