package org.ratsnetz.platform.consumption;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that a feature could not take: the original with its headers, and ours that say why and where it came from.
 *
 * @param reason why, for an operator to read
 * @param topic topic it was heard on
 * @param partition partition of that topic
 * @param offset offset in that partition
 * @param time when it was set aside
 * @param group consumer group without generation
 * @param truncated whether only the beginnings of the original's key, headers and value are kept; it lies where it was heard
 */
public record DeadLetter(
        String reason, String topic, int partition, long offset, Instant time, String group, boolean truncated) {

    /** What our headers begin with. */
    public static final String PREFIX = "dead-letter-";

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_KEY = 16 * 1024;
    private static final int LONGEST_VALUE = 256 * 1024;
    private static final int LONGEST_HEADER = 2 * 1024;
    private static final int ALL_HEADERS = 64 * 1024;

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, String group, String reason, Instant now) {
        String shown = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
        return new DeadLetter(shown, record.topic(), record.partition(), record.offset(), now, group, false);
    }

    /** Reads our headers. */
    public static DeadLetter read(Headers headers) {
        return new DeadLetter(
                text(headers, "reason"),
                text(headers, "topic"),
                Integer.parseInt(text(headers, "partition")),
                Long.parseLong(text(headers, "offset")),
                Instant.parse(text(headers, "time")),
                text(headers, "group"),
                headers.lastHeader(PREFIX + "truncated") != null);
    }

    /** The record to write, with the original's bytes and headers. */
    ProducerRecord<byte[], byte[]> wrap(ConsumerRecord<byte[], byte[]> record) {
        return wrap(original(record.headers()), record.key(), record.value());
    }

    /** The record to write when the whole does not fit a second time: at most some 340 KB, whatever the original was. */
    ProducerRecord<byte[], byte[]> wrapBeginnings(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new RecordHeaders();
        int left = ALL_HEADERS;
        for (Header header : original(record.headers())) {
            byte[] value = beginning(header.value(), LONGEST_HEADER);
            left -= header.key().length() + (value == null ? 0 : value.length);
            if (left > 0) {
                headers.add(header.key(), value);
            }
        }
        put(headers, "truncated", "true");
        return wrap(headers, beginning(record.key(), LONGEST_KEY), beginning(record.value(), LONGEST_VALUE));
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int longest) {
        return bytes == null || bytes.length <= longest ? bytes : Arrays.copyOf(bytes, longest);
    }

    private ProducerRecord<byte[], byte[]> wrap(Headers headers, byte @Nullable [] key, byte @Nullable [] value) {
        put(headers, "reason", reason);
        put(headers, "topic", topic);
        put(headers, "partition", Integer.toString(partition));
        put(headers, "offset", Long.toString(offset));
        put(headers, "time", time.toString());
        put(headers, "group", group);
        return new ProducerRecord<>(destination(), null, key, value, headers);
    }

    /** The original's headers alone. */
    public static Headers original(Headers headers) {
        Headers original = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                original.add(header);
            }
        }
        return original;
    }

    private String destination() {
        String replay = "." + group + ".replay";
        String origin = topic.endsWith(replay) ? topic.substring(0, topic.length() - replay.length()) : topic;
        return Hearing.deadLetterTopic(origin, group);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
