package org.ratsnetz.platform.publication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.fault.FailPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what documents owe to Kafka: each document's records in order, and after any failure again from the first that is not
 * acknowledged, because the producer may have let a later one through. Several relays may send the same record; none may skip one.
 */
final class Relay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration UNHEALABLE = Duration.ofSeconds(60);

    private final Map<String, Sending<?>> sendings = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Sending<?>> ready = new LinkedBlockingQueue<>();
    private final Map<String, String> stuck = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("relay-again").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicLong handed = new AtomicLong();
    private final Producer<String, byte[]> producer;
    private final InstantSource clock;
    private final Meters.OfRelay meters;
    private final long limit;
    private volatile boolean healthy = true;
    private volatile boolean open = true;
    private volatile boolean held;

    Relay(Producer<String, byte[]> producer, InstantSource clock, Meters.OfRelay meters, long limit) {
        this.producer = producer;
        this.clock = clock;
        this.meters = meters;
        this.limit = limit;
    }

    /**
     * Takes a document that was just made durable. When too much is in hand already it is left in the database, where the sweeper
     * finds it.
     */
    <S> void written(Writer<S> writer, Stored<S> stored) {
        if (!stored.outbox().isEmpty() && handed.get() < limit) {
            take(writer, stored);
        }
    }

    /** Takes a document that was found owing; false when it is in hand already, or there is no room. */
    <S> boolean leftOver(Writer<S> writer, Stored<S> stored) {
        if (handed.get() >= limit || inHand(writer, stored)) {
            return false;
        }
        take(writer, stored);
        return true;
    }

    /** Whether the document is being sent, or Kafka has what it owes and only the trim is outstanding. */
    <S> boolean inHand(Writer<S> writer, Stored<S> stored) {
        return sendings.containsKey(name(writer, stored.id())) || writer.hasSettled(stored);
    }

    @SuppressWarnings("unchecked") // the name begins with the writer, so the state is of its kind
    private <S> void take(Writer<S> writer, Stored<S> stored) {
        sendings.compute(name(writer, stored.id()), (name, known) -> {
            Sending<S> sending = (Sending<S>) known;
            long before = 0;
            if (sending == null) {
                sending = new Sending<>(writer, stored, writer.settledBefore(stored));
            } else {
                synchronized (sending) {
                    before = sending.latest().outboxBytes();
                    sending.update(stored);
                }
            }
            handed.addAndGet(sending.latest().outboxBytes() - before);
            enqueue(sending);
            return sending;
        });
    }

    private void enqueue(Sending<?> sending) {
        synchronized (sending) {
            if (sending.enqueue()) {
                ready.add(sending);
            }
        }
    }

    /** Position up to which Kafka has a document's records, 0 where it is not in hand. */
    long acknowledged(Writer<?> writer, String id) {
        Sending<?> sending = sendings.get(name(writer, id));
        if (sending == null) {
            return 0;
        }
        synchronized (sending) {
            return sending.acknowledged();
        }
    }

    private static String name(Writer<?> writer, String id) {
        return writer.collection() + "/" + id;
    }

    /** Sends nothing that documents owe until it is told otherwise. */
    void hold(boolean held) {
        this.held = held;
    }

    /** Whether the last record that came back from Kafka did so well. */
    boolean healthy() {
        return healthy;
    }

    /** Documents with records that no repetition will bring through, and why. */
    Map<String, String> stuck() {
        return stuck;
    }

    /** Whether there is room for left-over documents. */
    boolean hasRoom() {
        return handed.get() < limit;
    }

    /** Whether it is worth while to look for left-over documents again. */
    boolean isHalfEmpty() {
        return handed.get() < limit / 2;
    }

    @Override
    public void run() {
        while (open || (!ready.isEmpty() && !held)) {
            try {
                if (held) {
                    TimeUnit.MILLISECONDS.sleep(20);
                    continue;
                }
                Sending<?> sending = ready.poll(100, TimeUnit.MILLISECONDS);
                if (sending != null) {
                    send(sending);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!healthy) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private <S> void send(Sending<S> sending) {
        List<Pending> records;
        synchronized (sending) {
            records = sending.take();
        }
        for (int i = 0; i < records.size() && !heldBack(sending, records.size() - i); i++) {
            Pending pending = records.get(i);
            FailPoint.hit("before-send");
            try {
                Future<?> _ = producer.send(record(pending), (metadata, failure) -> back(sending, pending, failure));
                meters.sent();
                FailPoint.hit("after-send");
            } catch (KafkaException | IllegalStateException e) {
                failed(sending, records.size() - i, e);
                return;
            }
        }
        settle(sending);
    }

    /** A record that failed at once, as where its topic is not there yet, is not followed by those behind it. */
    private static boolean heldBack(Sending<?> sending, int records) {
        synchronized (sending) {
            return sending.holdBack(records);
        }
    }

    private static ProducerRecord<String, byte[]> record(Pending pending) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(pending.topic(), pending.key(), pending.payload());
        pending.envelope().writeTo(record.headers());
        return record;
    }

    private <S> void back(Sending<S> sending, Pending pending, @Nullable Exception failure) {
        if (failure != null) {
            failed(sending, 1, failure);
            return;
        }
        healthy = true;
        meters.acknowledged(pending.envelope().time(), clock.instant());
        synchronized (sending) {
            sending.acknowledge(pending.position());
        }
        settle(sending);
    }

    private void failed(Sending<?> sending, int records, Exception failure) {
        meters.failed();
        boolean heals = !(failure instanceof RecordTooLargeException
                || failure instanceof AuthorizationException
                || failure instanceof SerializationException
                || failure instanceof InvalidTopicException);
        if (heals) {
            healthy = false;
        }
        synchronized (sending) {
            sending.fail(records, heals);
            String document = sending.latest().id();
            if (!heals) {
                LOG.error("Records of {} cannot be sent: {}", document, failure.toString());
                stuck.put(document, failure.toString());
            }
        }
        beginAgain(sending);
    }

    /** Where a failure has settled, sends again after a pause: a long one where it cannot heal by itself. */
    private void beginAgain(Sending<?> sending) {
        Duration pause;
        synchronized (sending) {
            if (!open || !sending.settled()) {
                return;
            }
            pause = sending.heals() ? AGAIN : UNHEALABLE;
        }
        Future<?> _ = later.schedule(() -> rewind(sending), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void rewind(Sending<?> sending) {
        synchronized (sending) {
            sending.rewind();
        }
        enqueue(sending);
    }

    /** Lets go of a document when Kafka has all it owes, else begins again where a failure has settled. */
    private <S> void settle(Sending<S> sending) {
        beginAgain(sending);
        String name;
        synchronized (sending) {
            if (!sending.done()) {
                return;
            }
            name = name(sending.writer, sending.latest().id());
        }
        sendings.computeIfPresent(name, (same, known) -> {
            synchronized (sending) {
                if (known != sending || !sending.done()) {
                    return known;
                }
                FailPoint.hit("after-acknowledgement");
                if (!FailPoint.skips("settlement")) {
                    sending.writer.settled(sending.latest());
                }
                handed.addAndGet(-sending.latest().outboxBytes());
                stuck.remove(sending.latest().id());
                return null;
            }
        });
    }

    /** Sends a record that no document owes; the future fails when Kafka does not take it. */
    CompletableFuture<Void> tell(String topic, String key, Envelope envelope, byte @Nullable [] payload) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        try {
            Future<?> _ = producer.send(record(new Pending(0, topic, key, envelope, payload)), (metadata, failure) -> {
                if (failure == null) {
                    told.complete(null);
                } else {
                    told.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            told.completeExceptionally(e);
        }
        return told;
    }

    /** Takes no more, and ends its thread when what is in line has been sent. */
    void close() {
        open = false;
        later.shutdownNow();
    }

    /** Waits for what is in flight. */
    void closeProducer(Duration most) {
        producer.close(most);
    }
}
