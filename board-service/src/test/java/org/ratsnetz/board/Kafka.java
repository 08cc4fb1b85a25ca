package org.ratsnetz.board;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.Hearing;

/** What tests do to the consumers on the real Kafka. */
public final class Kafka {

    private Kafka() {}

    /** Lets a group read everything again. */
    public static void rewind(RunningBoard board, String group) {
        Consumers consumers = board.bean(Consumers.class);
        Consumption consumption = consumers.all().stream()
                .filter(open -> open.hearing().groupId().equals(group))
                .findFirst()
                .orElseThrow();
        Hearing hearing = consumption.hearing();
        consumption.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()
                    .forEach(partition -> beginnings.put(partition, new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, beginnings).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        consumers.open(hearing);
    }
}
