package org.ratsnetz.parts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TestPartsTest {

    @Test
    void mongodIsAPrimaryWithTransactions() {
        try (MongoClient client = MongoClients.create(TestParts.mongodbUri("parts"))) {
            try (var session = client.startSession()) {
                session.withTransaction(() -> client.getDatabase("parts")
                        .getCollection("transactions")
                        .insertOne(session, new Document("_id", 1)));
            }
            assertThat(client.getDatabase("parts").getCollection("transactions").countDocuments())
                    .isEqualTo(1);
        }
        assertThat(TestParts.mongod().version()).matches("MongoDB \\d+\\.\\d+\\.\\d+ .*");
    }

    @Test
    void killedMongodKeepsItsData() {
        try (MongoClient client = MongoClients.create(TestParts.mongodbUri("parts"))) {
            var kept = client.getDatabase("parts").getCollection("kept");
            kept.insertOne(new Document("_id", "before"));
            TestParts.mongod().kill();
            assertThat(TestParts.mongod().isRunning()).isFalse();
            TestParts.mongod().start();
            assertThat(kept.countDocuments(new Document("_id", "before"))).isEqualTo(1);
        }
    }

    @Test
    void killedKafkaKeepsItsRecords() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get(20, SECONDS);
        }
        send("kept", "before");
        TestParts.kafka().kill();
        TestParts.kafka().start();
        send("kept", "after");
        assertThat(read("kept")).containsExactly("before", "after");
        assertThat(TestParts.kafka().version()).matches("Kafka \\d+\\.\\d+\\.\\d+ .*");
    }

    @Test
    void frozenKafkaAnswersAgainWhenItThaws() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.listTopics().names().get(20, SECONDS);
            TestParts.kafka().freeze();
            var asked = admin.listTopics().names();
            assertThatThrownBy(() -> asked.get(1, SECONDS)).isInstanceOf(TimeoutException.class);
            TestParts.kafka().thaw();
            assertThat(asked.get(20, SECONDS)).isNotNull();
        }
    }

    @Test
    void kafkaCreatesNoTopicByItself() {
        assertThatThrownBy(() -> send("never-created", "lost"))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOfAny(
                        UnknownTopicOrPartitionException.class, org.apache.kafka.common.errors.TimeoutException.class);
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "max.block.ms", 5_000, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
        }
    }

    private static List<String> read(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> values = new java.util.ArrayList<>();
            while (values.size() < end) {
                for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(row.value());
                }
            }
            return values;
        }
    }
}
