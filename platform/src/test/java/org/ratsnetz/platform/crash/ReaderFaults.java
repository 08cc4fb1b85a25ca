package org.ratsnetz.platform.crash;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** What happens to those who read. */
final class ReaderFaults {

    private ReaderFaults() {}

    /** F05: they see again what they have seen. */
    static String rewound(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0));
        scene.load().begin();
        int times = scene.between(1, 4);
        for (int i = 0; i < times; i++) {
            scene.load().awaitAnswers(scene.between(20, 100));
            scene.lab().reader(scene.between(0, 1)).ask("rewind");
        }
        scene.load().awaitAnswers(20);
        return "rewound " + times + " times";
    }

    /** F06: an event comes two before its turn, and old ones come again in any order. */
    static String byHand(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(50, 150));
        scene.load().finish();
        Map<String, Observed.State> states = scene.look().database();
        List<String> documents = new ArrayList<>(states.keySet());
        Collections.sort(documents);
        Collections.shuffle(documents, scene.random());
        List<String> forged = documents.subList(0, Math.min(documents.size(), scene.between(1, 5)));
        scene.look().readOn();
        List<ConsumerRecord<byte[], byte[]>> again =
                new ArrayList<>(scene.look().records());
        Collections.shuffle(again, scene.random());
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestParts.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String document : forged) {
                long sequence = Objects.requireNonNull(states.get(document)).sequence();
                producer.send(early(scene.lab().topic(), document, sequence + 2))
                        .get();
            }
            for (ConsumerRecord<byte[], byte[]> record :
                    again.subList(0, Math.min(again.size(), scene.between(0, 50)))) {
                producer.send(new ProducerRecord<>(
                                record.topic(), null, record.key(), record.value(), record.headers()))
                        .get();
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> scene.look().openHoles().containsAll(forged));
        for (String document : forged) {
            scene.load().once(document);
            scene.load().once(document);
        }
        return "by hand, " + forged.size() + " too early";
    }

    private static ProducerRecord<byte[], byte[]> early(String topic, String document, long sequence) {
        String ags = Marked.key(document);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                ags.getBytes(StandardCharsets.UTF_8),
                WireJson.write(new Marked.Told.MarkWritten(
                        ags, document, UuidCreator.getTimeOrderedEpoch().toString(), sequence)));
        new Envelope(Look.BY_HAND, "lab-marked", "/lab", document, Instant.now(), sequence, 1, null, null)
                .writeTo(record.headers());
        return record;
    }

    /** F08: one of two ends at a place of a batch; the other takes over, or it comes again. */
    static Scene.Strike death(String place) {
        return scene -> {
            String at = place + ":" + scene.between(1, 10);
            Role other = scene.lab().reader(1);
            Role doomed = scene.lab().reader(0, "fail.at=" + at);
            other.port();
            doomed.port();
            scene.load().to(scene.lab().publisher(0));
            scene.load().begin();
            if (!doomed.diesWithin(Duration.ofSeconds(6))) {
                other.child.kill(); // it had no partition that is written to: now it has all
                Scene.require(doomed.diesWithin(Duration.ofSeconds(20)), "nobody came by " + at);
                scene.lab().reader(1);
                return at + ", and the other one killed";
            }
            return at + comesAgain(scene);
        };
    }

    private static String comesAgain(Scene scene) throws Exception {
        boolean again = scene.random().nextBoolean();
        if (again) {
            scene.lab().reader(0);
        }
        scene.load().awaitAnswers(scene.between(20, 100));
        return again ? ", starts again" : ", the other takes over";
    }

    /** F08: one of two is killed whatever it does. */
    static String killed(Scene scene) throws Exception {
        Role doomed = both(scene);
        scene.load().to(scene.lab().publisher(0));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(20, 150));
        doomed.child.kill();
        return "killed" + comesAgain(scene);
    }

    /** F08: one of two sleeps until its partitions are the other's, and wakes with a batch in its hand. */
    static String asleep(Scene scene) throws Exception {
        Role sleeper = both(scene);
        scene.load().to(scene.lab().publisher(0));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(20, 150));
        sleeper.child.freeze();
        Duration time;
        try {
            time = scene.pause(2_000, 4_000);
        } finally {
            sleeper.child.thaw();
        }
        scene.load().awaitAnswers(scene.between(20, 100));
        return "asleep for " + time.toMillis() + " ms";
    }

    private static Role both(Scene scene) throws Exception {
        scene.lab().reader(1).port();
        Role first = scene.lab().reader(0);
        first.port();
        return first;
    }
}
