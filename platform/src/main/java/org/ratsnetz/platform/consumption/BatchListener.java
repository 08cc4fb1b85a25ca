package org.ratsnetz.platform.consumption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.fault.FailPoint;
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
        meters.opened(hearing.name());
        for (Wire<?> wire : hearing.wires()) {
            wires.put(wire.topic(), wire);
            wires.put(Hearing.replayTopic(wire.topic(), hearing.group()), wire);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // RawBatch makes messages of nothing else
    public void handleMessage(Message<?> message) {
        List<ConsumerRecord<byte[], byte[]>> batch = (List<ConsumerRecord<byte[], byte[]>>) message.getPayload();
        List<Refusal> refused = new ArrayList<>();
        FailPoint.hit("before-batch");
        try {
            take(read(batch, refused), TRIES, refused);
            // only now: a batch that comes again after an outage must not be set aside again
            deadLetters.set(hearing, refused);
            FailPoint.hit("after-batch");
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                LOG.warn(
                        "{}: a batch of {} waits for a part that is out: {}",
                        hearing.groupId(),
                        batch.size(),
                        e.toString());
                throw new Outage("a part is out: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private record Read(ConsumerRecord<byte[], byte[]> raw, Heard<?> heard) {}

    private List<Read> read(List<ConsumerRecord<byte[], byte[]>> batch, List<Refusal> refused) {
        List<Read> readable = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> raw : batch) {
            try {
                readable.add(new Read(raw, wire(raw).read(raw)));
            } catch (Poison e) {
                refused.add(new Refusal(raw, String.valueOf(e.getMessage())));
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

    /** Halves a batch that fails until the records that break it are alone; those before and behind them are handled meanwhile. */
    private void take(List<Read> batch, int tries, List<Refusal> refused) {
        if (batch.isEmpty()) {
            return;
        }
        RuntimeException failure = failure(batch, tries);
        if (failure == null) {
            return;
        }
        if (batch.size() == 1) {
            boolean poison = failure instanceof Poison;
            String reason = poison ? String.valueOf(failure.getMessage()) : "could not be handled: " + failure;
            refused.add(new Refusal(batch.getFirst().raw(), reason));
            return;
        }
        int half = batch.size() / 2;
        take(batch.subList(0, half), half == 1 ? TRIES : 1, refused);
        take(batch.subList(half, batch.size()), batch.size() - half == 1 ? TRIES : 1, refused);
    }

    /** Why a batch cannot be handled, null when it was. */
    private @Nullable RuntimeException failure(List<Read> batch, int tries) {
        RuntimeException failure = null;
        for (int i = 1; i <= tries; i++) {
            try {
                handle(batch);
                return null;
            } catch (RuntimeException e) {
                if (Outage.is(e)) {
                    throw e;
                }
                if (e instanceof Poison) {
                    return e;
                }
                LOG.warn("{}: try {} of a batch of {} failed", hearing.groupId(), i, batch.size(), e);
                failure = e;
            }
        }
        return failure;
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
}
