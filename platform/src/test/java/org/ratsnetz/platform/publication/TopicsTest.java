package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.parts.TestParts;

class TopicsTest {

    private final String topic = "t" + UUID.randomUUID();

    private static Topics topics(String bootstrapServers) {
        return new Topics(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "default.api.timeout.ms",
                        1000,
                        "request.timeout.ms",
                        500),
                new TopicsProperties(1, Duration.ofSeconds(1)),
                List.of());
    }

    @Test
    void whatIsMissingIsMadeAndFoundRightTheNextTime() {
        Topics topics = topics(TestParts.bootstrapServers());
        topics.ensure(List.of(TopicSpec.log(topic), TopicSpec.compacted(topic + "-c")));
        assertThatCode(() -> topics.ensure(List.of(TopicSpec.log(topic), TopicSpec.compacted(topic + "-c"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 3, retention.ms, -1, 3 partitions",
        "false, 24, retention.ms, 86400000, retention.ms=86400000",
        "false, 24, cleanup.policy, compact, it must be",
        "true, 24, cleanup.policy, delete, it must be",
    })
    void aTopicThatWouldLoseOrMixUpRecordsIsRefusedByName(
            boolean compacted, int partitions, String key, String value, String told) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(Map.of(key, value))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> topics(TestParts.bootstrapServers()).ensure(List.of(new TopicSpec(topic, compacted))))
                .isInstanceOf(Topics.TopicsNotReady.class)
                .hasMessageContaining(topic)
                .hasMessageContaining(told);
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNamed() {
        String nowhere = "127.0.0.1:" + Ports.free();
        assertThatThrownBy(() -> topics(nowhere).ensure(List.of(TopicSpec.log(topic))))
                .isInstanceOf(Topics.TopicsNotReady.class)
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains(nowhere).contains("is it running?"));
    }
}
