package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.NotAnEnvelope;
import org.ratsnetz.platform.envelope.WireJson;

/**
 * Makes frames of records, each once, and keeps them in the window. Used by the reading thread only.
 *
 * <p>Meters: {@code ratsnetz.gateway.stream.events}, events encoded; {@code ratsnetz.gateway.stream.skipped}, records not shown, by
 * {@code why} (repeated: shown before; silent: not news, or unknown to this release; unreadable).
 */
final class Press {

    private final Layout layout;
    private final Map<TopicPartition, Integer> slots = new HashMap<>();
    private final Window window;
    private final InstantSource clock;
    private final Counters counters;
    private final long[] next;
    private long number;

    Press(Layout layout, Position start, Window window, InstantSource clock, Counters counters) {
        this.layout = layout;
        this.window = window;
        this.clock = clock;
        this.next = new long[layout.size()];
        for (int slot = 0; slot < next.length; slot++) {
            slots.put(layout.partitions().get(slot), slot);
            next[slot] = start.next(slot);
        }
        this.counters = counters;
    }

    /** What became of records; there from the start, while a press is made anew with its topics. */
    record Counters(Counter encoded, Counter repeated, Counter silent, Counter unreadable) {

        static Counters of(MeterRegistry meters) {
            return new Counters(
                    Counter.builder("ratsnetz.gateway.stream.events")
                            .description("Events encoded, each once however many read")
                            .register(meters),
                    skipped("repeated", meters),
                    skipped("silent", meters),
                    skipped("unreadable", meters));
        }

        private static Counter skipped(String why, MeterRegistry meters) {
            return Counter.builder("ratsnetz.gateway.stream.skipped")
                    .description("Records not shown: repeated, silent (no news) or unreadable")
                    .tag("why", why)
                    .register(meters);
        }
    }

    /** Number of the newest frame. */
    long lastNumber() {
        return number;
    }

    Position position() {
        return Position.of(next);
    }

    Batch print(Iterable<ConsumerRecord<byte[], byte[]>> rows) {
        List<Frame> frames = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            Integer slot = slots.get(new TopicPartition(row.topic(), row.partition()));
            if (slot != null) {
                next[slot] = row.offset() + 1;
                frame(row, slot).ifPresent(frames::add);
            }
        }
        return new Batch(layout, List.copyOf(frames), position());
    }

    private Optional<Frame> frame(ConsumerRecord<byte[], byte[]> row, int slot) {
        try {
            Envelope envelope = Envelope.read(row.headers());
            Window.Key key = new Window.Key(row.topic(), envelope.subject(), envelope.sequence(), envelope.epoch());
            if (window.holds(key)) {
                counters.repeated().increment();
                return Optional.empty();
            }
            Optional<Change> change = Change.read(row, envelope);
            if (change.isEmpty()) {
                counters.silent().increment();
                return Optional.empty();
            }
            Frame frame =
                    Frame.of(++number, slot, row.offset(), position(), layout, "change", WireJson.write(change.get()));
            counters.encoded().increment();
            window.add(frame, key, clock.instant());
            return Optional.of(frame);
        } catch (NotAnEnvelope | WireJson.Unreadable e) {
            counters.unreadable().increment(); // told to people where it is applied: the services' dead letters
            return Optional.empty();
        }
    }
}
