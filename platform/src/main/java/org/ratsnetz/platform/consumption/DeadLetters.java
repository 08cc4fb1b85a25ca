package org.ratsnetz.platform.consumption;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets records aside that a feature could not take. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final RecordSender sender;
    private final InstantSource clock;
    private final ConsumptionMeters meters;

    DeadLetters(RecordSender sender, InstantSource clock, ConsumptionMeters meters) {
        this.sender = sender;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns when the records are safe in their dead-letter topics. Whatever they are, they fit there. */
    void set(Hearing hearing, List<Refusal> refused) {
        List<Refusal> ours = refused.stream()
                .filter(refusal -> hearing.handler()
                        .setsAside(
                                refusal.record().topic(),
                                refusal.record().partition(),
                                refusal.record().offset()))
                .toList();
        List<DeadLetter> letters = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> whole = new ArrayList<>();
        for (Refusal refusal : ours) {
            tell(hearing, refusal);
            DeadLetter letter = DeadLetter.of(refusal.record(), hearing.group(), refusal.reason(), clock.instant());
            letters.add(letter);
            whole.add(letter.wrap(refusal.record()));
        }
        List<ProducerRecord<byte[], byte[]>> beginnings = new ArrayList<>();
        for (int index : sender.sendAll(whole)) {
            beginnings.add(letters.get(index).wrapBeginnings(ours.get(index).record()));
        }
        sender.sendAll(beginnings);
        ours.forEach(refusal -> meters.deadLetter(hearing.name()));
    }

    private static void tell(Hearing hearing, Refusal refusal) {
        LOG.warn(
                "{} sets aside {}-{}@{}: {}",
                hearing.groupId(),
                refusal.record().topic(),
                refusal.record().partition(),
                refusal.record().offset(),
                refusal.reason().replaceAll("\\p{Cntrl}", " "));
    }
}
