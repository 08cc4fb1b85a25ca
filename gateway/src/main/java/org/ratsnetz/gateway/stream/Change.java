package org.ratsnetz.gateway.stream;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.BoardEvent.FindingChanged;
import org.ratsnetz.events.BoardEvent.FindingClosed;
import org.ratsnetz.events.BoardEvent.FindingOpened;
import org.ratsnetz.events.BoardEvent.FindingRestated;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.CouncilCeased;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.CouncilEvent.CouncilRegistered;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilEvent.MandateBegun;
import org.ratsnetz.events.CouncilEvent.MandateChanged;
import org.ratsnetz.events.CouncilEvent.MandateEnded;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.CouncilEvent.MandateWithdrawn;
import org.ratsnetz.events.CouncilEvent.RollCall;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/**
 * An event as the stream shows it.
 *
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param type wire name of the event
 * @param ags council it is about, or {@code lir}
 * @param subject document it belongs to
 * @param sequence running number of the document's events
 * @param time when the change was decided
 * @param payload the event
 */
record Change(
        String topic,
        int partition,
        long offset,
        String type,
        String ags,
        String subject,
        long sequence,
        Instant time,
        Object payload) {

    private static final WireNames<CouncilEvent> COUNCIL = WireNames.of(CouncilEvent.class);
    private static final WireNames<BoardEvent> BOARD = WireNames.of(BoardEvent.class);

    /**
     * Reads a record.
     *
     * @return empty for an event that is not news, or that this release does not know
     * @throws WireJson.Unreadable when the payload is not what its type says
     */
    static Optional<Change> read(ConsumerRecord<byte[], byte[]> row, Envelope envelope) {
        byte[] json = row.value();
        if (json == null) {
            return Optional.empty();
        }
        return row.topic().equals(CouncilEvent.TOPIC)
                ? COUNCIL.type(envelope.type())
                        .map(type -> WireJson.read(json, type))
                        .filter(Change::isNews)
                        .map(event -> of(row, envelope, event.ags(), event))
                : BOARD.type(envelope.type())
                        .map(type -> WireJson.read(json, type))
                        .filter(Change::isNews)
                        .map(event -> of(row, envelope, event.key(), event));
    }

    private static boolean isNews(CouncilEvent event) {
        return switch (event) {
            case CouncilRegistered _ -> true;
            case CouncilChanged _ -> true;
            case CouncilCeased _ -> true;
            case CouncilRestated _ -> false;
            case MandateBegun _ -> true;
            case MandateChanged _ -> true;
            case MandateEnded _ -> true;
            case MandateWithdrawn _ -> true;
            case MandateRestated _ -> false;
            case RollCall _ -> false;
        };
    }

    private static boolean isNews(BoardEvent event) {
        return switch (event) {
            case FindingOpened _ -> true;
            case FindingChanged _ -> true;
            case FindingClosed _ -> true;
            case FindingRestated _ -> false;
        };
    }

    private static Change of(ConsumerRecord<byte[], byte[]> row, Envelope envelope, String key, Object event) {
        return new Change(
                row.topic(),
                row.partition(),
                row.offset(),
                envelope.type(),
                key,
                envelope.subject(),
                envelope.sequence(),
                envelope.time(),
                event);
    }
}
