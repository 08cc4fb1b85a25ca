package org.ratsnetz.platform.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/**
 * What a reader makes of a topic when it keeps to {@code last + 1} per document.
 *
 * @param last sequence of the last event applied, by document
 * @param count the tally it holds, by document
 * @param repeated records that were already applied
 * @param early records beyond the next one
 */
record Published(Map<String, Long> last, Map<String, Long> count, int repeated, int early) {

    static Published of(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Long> last = new HashMap<>();
        Map<String, Long> count = new HashMap<>();
        int repeated = 0;
        int early = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            Envelope envelope = Envelope.read(record.headers());
            long next = last.getOrDefault(envelope.subject(), 0L) + 1;
            if (envelope.sequence() == next) {
                last.put(envelope.subject(), next);
                count.put(
                        envelope.subject(),
                        WireJson.read(record.value(), Tally.TallyEvent.TallyCounted.class)
                                .count());
            } else if (envelope.sequence() < next) {
                repeated++;
            } else {
                early++;
            }
        }
        return new Published(last, count, repeated, early);
    }
}
