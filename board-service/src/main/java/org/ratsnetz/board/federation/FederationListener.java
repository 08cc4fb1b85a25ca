package org.ratsnetz.board.federation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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

    private final Generation generation;
    private final Derivation derivation;
    private final Consumer<StateDocuments.Applied> tally;
    private final Consumer<Set<String>> changed;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean deriving;

    /**
     * Hears for a generation.
     *
     * @param deriving false when rows are left for {@link #deriveAll}
     * @param tally told what became of each batch
     * @param changed told which councils' rows were derived
     */
    FederationListener(
            Generation generation,
            boolean deriving,
            Consumer<StateDocuments.Applied> tally,
            Consumer<Set<String>> changed) {
        this.generation = generation;
        this.derivation = new Derivation(generation);
        this.deriving = deriving;
        this.tally = tally;
        this.changed = changed;
    }

    @Override
    public void handle(List<Heard<?>> records) {
        lock.readLock().lock();
        try {
            take(records);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void take(List<Heard<?>> records) {
        List<Change> changes = new ArrayList<>(records.size());
        Set<String> councils = new LinkedHashSet<>();
        for (Heard<?> heard : records) {
            if (heard.payload() instanceof CouncilEvent.RollCall call) {
                generation.holes().rollCall(call.ags(), heard.envelope().epoch(), call.documents());
            } else {
                Change change = Changes.of(heard);
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

    /** Derives all rows, and those of every batch from now on. */
    void deriveAll() {
        lock.writeLock().lock();
        try {
            deriving = true;
            Set<String> councils = new LinkedHashSet<>();
            generation.documents().distinct("ags", String.class).into(councils);
            derivation.derive(councils, Positions.NONE);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
