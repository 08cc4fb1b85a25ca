package org.ratsnetz.platform.publication;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that can let a record expire while later ones get through ({@code -Dlab.expire=<one in>}), which Kafka's may do, and
 * one that says it has sent what it has not ({@code -Dlab.swallow=<one in>}), which no producer may do: a planted error.
 */
final class Unreliable extends KafkaProducer<String, byte[]> {

    private final Random random = new Random(Long.getLong("lab.seed", 0));
    private final Executor later = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    Unreliable(Map<String, Object> settings) {
        super(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
        if (happens("lab.swallow")) {
            return told(record, callback, null);
        }
        if (happens("lab.expire")) {
            return told(record, callback, new TimeoutException("expired, as the test wants it"));
        }
        return super.send(record, callback);
    }

    private boolean happens(String property) {
        int oneIn = Integer.getInteger(property, 0);
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }

    private Future<RecordMetadata> told(
            ProducerRecord<String, byte[]> record, @Nullable Callback callback, @Nullable Exception failure) {
        RecordMetadata nowhere = new RecordMetadata(new TopicPartition(record.topic(), 0), -1, 0, -1, 0, 0);
        return CompletableFuture.supplyAsync(
                () -> {
                    if (callback != null) {
                        callback.onCompletion(nowhere, failure);
                    }
                    return nowhere;
                },
                later);
    }
}
