package org.ratsnetz.board.federation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Positions;
import org.ratsnetz.platform.consumption.StateDocuments;
import org.ratsnetz.platform.consumption.StateDocuments.Change;

/**
 * Takes a batch into one generation: four round trips, however many records, councils and mandates. A generation that is being
 * rebuilt leaves the rows for the end.
 */
final class FederationListener implements Hearing.Handler {

    private static final int COUNCILS_AT_ONCE = 20;

    private final Generation generation;
    private final Derivation derivation;
    private final ZoneId zone;
    private final Consumer<StateDocuments.Applied> tally;
    private final Consumer<Set<String>> changed;
    private final Gate gate = new Gate();
    private final Told told;
    private volatile boolean deriving;

    /** Which records another group, whose generation serves, has handled or set aside already. */
    @FunctionalInterface
    interface Told {

        /** A generation that serves depends on nobody. */
        Told NOTHING = (topic, partition, offset) -> false;

        boolean told(String topic, int partition, long offset);
    }

    /**
     * Hears for a generation.
     *
     * @param deriving false when rows are left for {@link #deriveAll}
     * @param told what has become a dead letter already, if it had to
     * @param zone time zone of days
     * @param tally told what became of each batch
     * @param changed told which councils' rows were derived
     */
    FederationListener(
            Generation generation,
            boolean deriving,
            Told told,
            ZoneId zone,
            Consumer<StateDocuments.Applied> tally,
            Consumer<Set<String>> changed) {
        this.generation = generation;
        this.derivation = new Derivation(generation);
        this.deriving = deriving;
        this.told = told;
        this.zone = zone;
        this.tally = tally;
        this.changed = changed;
    }

    Generation generation() {
        return generation;
    }

    /** Where all batches pass, whichever consumer brings them. */
    Gate gate() {
        return gate;
    }

    @Override
    public void handle(List<Heard<?>> records) {
        gate.enter();
        try {
            take(records);
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean setsAside(String topic, int partition, long offset) {
        return !told.told(topic, partition, offset);
    }

    private void take(List<Heard<?>> records) {
        List<Change> changes = new ArrayList<>(records.size());
        Set<String> councils = new LinkedHashSet<>();
        for (Heard<?> heard : records) {
            if (heard.payload() instanceof CouncilEvent.RollCall call) {
                generation.holes().rollCall(call.ags(), heard.envelope().epoch(), call.documents());
            } else {
                Change change = Changes.of(heard, zone);
                changes.add(change);
                councils.add(change.key());
            }
        }
        StateDocuments.Applied applied = generation.state().apply(changes);
        generation.holes().note(applied.holes());
        derivation.derive(deriving ? councils : Set.of(), Positions.of(records));
        tally.accept(applied);
        if (deriving) {
            changed.accept(councils);
        }
    }

    /**
     * Derives the rows of each batch from now on, and all rows there are. Hearing goes on meanwhile: of two rows of a council the one
     * that knows more stays.
     *
     * @param beat called now and then
     */
    void deriveAll(Runnable beat) {
        generation.index();
        gate.alone(() -> deriving = true);
        List<String> councils =
                generation.documents().distinct("ags", String.class).into(new ArrayList<>());
        for (int from = 0; from < councils.size(); from += COUNCILS_AT_ONCE) {
            derivation.derive(
                    councils.subList(from, Math.min(councils.size(), from + COUNCILS_AT_ONCE)), Positions.NONE);
            beat.run();
        }
    }
}
