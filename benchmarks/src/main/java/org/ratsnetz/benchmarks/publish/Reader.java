package org.ratsnetz.benchmarks.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears a topic: how long after the caller began each event is to be seen, and whether each council's events come in order. */
final class Reader implements AutoCloseable {

    private final Histogram micros =
            new ConcurrentHistogram(Duration.ofMinutes(5).toNanos() / 1000, 3);
    private final Map<String, Long> last = new HashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile long begin = Long.MAX_VALUE;
    private final LongAdder heard = new LongAdder();
    private final LongAdder disordered = new LongAdder();

    Reader(String kafka, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "fetch.max.wait.ms", 100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("reader").start(this::read);
    }

    private void read() {
        while (open) {
            for (ConsumerRecord<String, byte[]> row : consumer.poll(Duration.ofMillis(100))) {
                String json = new String(row.value(), StandardCharsets.UTF_8);
                long at = number(json, "\"at\":");
                if (at >= begin) {
                    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                    micros.recordValue(Math.clamp(now - at, 0, micros.getHighestTrackableValue()));
                }
                long number = number(json, "\"number\":");
                Long before = last.get(row.key());
                if (before != null && number <= before) {
                    continue; // told again, as after an outage
                }
                last.put(row.key(), number);
                heard.increment();
                if (before != null && number != before + 1) {
                    disordered.increment();
                }
            }
        }
    }

    static long number(String json, String name) {
        int from = json.indexOf(name) + name.length();
        int to = from;
        while (Character.isDigit(json.charAt(to))) {
            to++;
        }
        return Long.parseLong(json, from, to, 10);
    }

    /** From now on it counts. */
    void count() {
        begin = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Events, each once. */
    long heard() {
        return heard.sum();
    }

    /** Events before which one was missing. */
    long disordered() {
        return disordered.sum();
    }

    Histogram micros() {
        return micros;
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
