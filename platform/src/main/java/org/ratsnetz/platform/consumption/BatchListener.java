package org.ratsnetz.platform.consumption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

/**
 * Takes a batch of raw records to the feature: reads them, sets aside what cannot be read, and finds the one record that breaks a
 * batch. Only an outage leaves it as an exception; then the same batch comes again.
 */
final class BatchListener implements MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BatchListener.class);
    private static final int TRIES = 3;

    private final Hearing hearing;
    private final Map<String, Wire<?>> wires = new HashMap<>();
    private final DeadLetters deadLetters;
    private final BatchTraces traces;
    private final ConsumptionMeters meters;

    BatchListener(Hearing hearing, DeadLetters deadLetters, BatchTraces traces, ConsumptionMeters meters) {
        this.hearing = hearing;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.meters = meters;
        for (Wire<?> wire : hearing.wires()) {
            wires.put(wire.topic(), wire);
            wires.put(Hearing.replayTopic(wire.topic(), hearing.group()), wire);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // RawBatch makes messages of nothing else
    public void handleMessage(Message<?> message) {
        List<ConsumerRecord<byte[], byte[]>> batch = (List<ConsumerRecord<byte[], byte[]>>) message.getPayload();
        try {
            take(read(batch));
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                throw new Outage("a part is out: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private record Read(ConsumerRecord<byte[], byte[]> raw, Heard<?> heard) {}

    private List<Read> read(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Read> readable = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> raw : batch) {
            try {
                readable.add(new Read(raw, wire(raw).read(raw)));
            } catch (Poison e) {
                deadLetters.set(hearing, raw, String.valueOf(e.getMessage()));
            }
        }
        return readable;
    }

    private Wire<?> wire(ConsumerRecord<byte[], byte[]> raw) {
        Wire<?> wire = wires.get(raw.topic());
        if (wire == null) {
            throw new IllegalStateException(hearing.groupId() + " does not hear " + raw.topic());
        }
        return wire;
    }

    private void take(List<Read> batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (!handled(batch)) {
            LOG.warn("{}: a batch of {} failed, its records are tried alone", hearing.groupId(), batch.size());
            batch.forEach(this::alone);
        }
    }

    private boolean handled(List<Read> batch) {
        for (int i = 1; i <= TRIES; i++) {
            try {
                handle(batch);
                return true;
            } catch (RuntimeException e) {
                rethrowOutage(e);
                if (e instanceof Poison) {
                    return false;
                }
                LOG.warn("{}: try {} of a batch of {} failed", hearing.groupId(), i, batch.size(), e);
            }
        }
        return false;
    }

    private void alone(Read read) {
        try {
            handle(List.of(read));
        } catch (RuntimeException e) {
            rethrowOutage(e);
            deadLetters.set(
                    hearing,
                    read.raw(),
                    e instanceof Poison ? String.valueOf(e.getMessage()) : "could not be handled: " + e);
        }
    }

    private void handle(List<Read> batch) {
        List<Heard<?>> records = new ArrayList<>(batch.size());
        batch.forEach(read -> records.add(read.heard()));
        try (BatchTraces.Open spans = traces.open(hearing, records)) {
            hearing.handler().handle(records);
            spans.succeeded();
        }
        meters.handled(hearing, records);
    }

    private static void rethrowOutage(RuntimeException failure) {
        if (Outage.is(failure)) {
            throw failure;
        }
    }
}
