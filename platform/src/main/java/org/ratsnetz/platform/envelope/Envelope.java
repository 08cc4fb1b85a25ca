package org.ratsnetz.platform.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
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
        String version = required(headers, "ce_specversion");
        if (!SPEC_VERSION.equals(version)) {
            throw new NotAnEnvelope("ce_specversion is " + version + ", expected " + SPEC_VERSION);
        }
        return new Envelope(
                required(headers, "ce_id"),
                required(headers, "ce_type"),
                required(headers, "ce_source"),
                required(headers, "ce_subject"),
                time(required(headers, "ce_time")),
                number(headers, "ce_sequence", MOST_EVENTS),
                (int) number(headers, "ce_epoch", MOST_EPOCHS),
                optional(headers, "traceparent"),
                optional(headers, "ce_importid"));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String required(Headers headers, String name) {
        String value = optional(headers, name);
        if (value == null || value.isEmpty()) {
            throw new NotAnEnvelope("header " + name + " is missing");
        }
        return Objects.requireNonNull(value);
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new NotAnEnvelope("ce_time is not a time: " + value, e);
        }
    }

    private static long number(Headers headers, String name, long most) {
        String value = required(headers, name);
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
