package org.ratsnetz.platform.consumption;

import java.time.InstantSource;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets records aside that a feature could not take. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int SURE_TO_FIT = 256 * 1024;

    private final RecordSender sender;
    private final InstantSource clock;
    private final ConsumptionMeters meters;

    DeadLetters(RecordSender sender, InstantSource clock, ConsumptionMeters meters) {
        this.sender = sender;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns when the record is safe in the dead-letter topic. */
    void set(Hearing hearing, ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warn(
                "{} set aside {}-{}@{}: {}",
                hearing.groupId(),
                record.topic(),
                record.partition(),
                record.offset(),
                reason.replaceAll("\\p{Cntrl}", " "));
        DeadLetter letter = DeadLetter.of(record, hearing.group(), reason, clock.instant());
        try {
            sender.send(letter.wrap(record, record.value()));
        } catch (RecordTooLargeException e) {
            sender.send(truncated(letter).wrap(record, Arrays.copyOf(record.value(), SURE_TO_FIT)));
        }
        meters.deadLetter(hearing.name());
    }

    /** The original is still where it was read; only its beginning fits a second time. */
    private static DeadLetter truncated(DeadLetter letter) {
        return new DeadLetter(
                letter.reason() + " (only the first " + SURE_TO_FIT + " bytes are kept here)",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.time(),
                letter.group());
    }
}
