package org.ratsnetz.platform.publication;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** Turns what a change makes known into the records that its document owes to Kafka. */
final class Emitter<S> {

    private final DocumentKind<S> kind;
    private final ToLongFunction<String> acknowledged;

    /**
     * Makes an emitter.
     *
     * @param acknowledged position up to which Kafka has the records of a document
     */
    Emitter(DocumentKind<S> kind, ToLongFunction<String> acknowledged) {
        this.kind = kind;
        this.acknowledged = acknowledged;
    }

    /** The document with its new records behind those that Kafka does not have yet. */
    Stored<S> emit(Stored<S> stored, Command<S> command, List<Emission> emissions, Instant now) {
        long acknowledgedUpTo = acknowledged.applyAsLong(stored.id());
        List<Pending> outbox = new ArrayList<>(stored.outbox());
        outbox.removeIf(pending -> pending.position() <= acknowledgedUpTo);
        long sequence = stored.sequence();
        long position = stored.position();
        for (Emission emission : emissions) {
            position++;
            sequence = emission instanceof Emission.Event ? sequence + 1 : sequence;
            outbox.add(pending(stored, command, emission, position, sequence, now));
        }
        return stored.owing(List.copyOf(outbox), sequence, position);
    }

    private Pending pending(
            Stored<S> stored, Command<S> command, Emission emission, long position, long sequence, Instant now) {
        Emission.Fact fact = fact(kind, stored.key(), emission);
        String importId =
                command.importMark() == null ? null : command.importMark().job();
        Envelope envelope = new Envelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                fact.type(),
                kind.source(),
                stored.id(),
                now,
                sequence,
                stored.epoch(),
                command.traceparent(),
                importId);
        return new Pending(position, fact.topic(), fact.key(), envelope, payload(fact.payload()));
    }

    /** Where an emission of a document with that record key goes. */
    static Emission.Fact fact(DocumentKind<?> kind, String key, Emission emission) {
        return switch (emission) {
            case Emission.Event(Object event) -> fact(kind, key, event);
            case Emission.Restated(Object event) -> fact(kind, key, event);
            case Emission.Fact fact -> fact;
        };
    }

    private static Emission.Fact fact(DocumentKind<?> kind, String key, Object event) {
        return new Emission.Fact(kind.topic(), key, WireNames.name(event.getClass()), event);
    }

    static byte @Nullable [] payload(@Nullable Object payload) {
        return payload == null ? null : WireJson.write(payload);
    }
}
