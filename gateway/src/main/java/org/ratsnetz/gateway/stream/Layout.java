package org.ratsnetz.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Which partition stands where in a {@link Position}. Two replicas that read the same topics have the same layout.
 *
 * @param partitions all partitions of all topics, in a fixed order
 * @param fingerprint of the topics' identities and sizes: a position among other topics is not understood
 */
record Layout(List<TopicPartition> partitions, int fingerprint) {

    /** A topic as the broker describes it. */
    record Topic(String name, Uuid id, int partitions) {}

    static Layout of(List<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        int fingerprint = 1;
        for (Topic topic : topics) {
            fingerprint = 31 * fingerprint + Objects.hash(topic.name(), topic.id(), topic.partitions());
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        return new Layout(List.copyOf(partitions), fingerprint);
    }

    int size() {
        return partitions.size();
    }
}
