package org.ratsnetz.board.federation;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.ConsumptionMeters;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.consumption.StateDocuments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The generations that this process hears for: the one that serves, and one that is being rebuilt where this process rebuilds it.
 * All are bound in the same way.
 */
final class Generations implements SmartLifecycle {

    /** Name of the feature. */
    static final String FEATURE = "federation";
    /** Consumer group without generation. */
    static final String GROUP = "board-federation";

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final MongoDatabase database;
    private final Consumers consumers;
    private final Pointer pointer;
    private final Holes.Asking asking;
    private final FederationProperties properties;
    private final InstantSource clock;
    private final Consumer<Set<String>> changed;
    private final String process = UUID.randomUUID().toString();
    private final Map<Integer, Running> running = new HashMap<>();
    private volatile @Nullable Generation serving;

    Generations(
            MongoDatabase database,
            Consumers consumers,
            Pointer pointer,
            Holes.Asking asking,
            FederationProperties properties,
            Consumer<Set<String>> changed) {
        this.database = database;
        this.consumers = consumers;
        this.pointer = pointer;
        this.asking = asking;
        this.properties = properties;
        this.clock = asking.clock();
        this.changed = changed;
    }

    /** A generation that this process hears for. */
    record Running(Generation generation, FederationListener listener, Consumption consumption) {}

    /** The generation that serves. */
    Generation serving() {
        Generation now = serving;
        return now == null ? see(pointer.read().active()) : now;
    }

    private Generation see(int number) {
        return Generation.open(database, number, asking);
    }

    /** Hears for a generation from now on, if this process does not yet. */
    synchronized Running run(int number, boolean deriving) {
        Running known = running.get(number);
        if (known != null) {
            return known;
        }
        Generation generation = see(number);
        FederationListener listener = new FederationListener(generation, deriving, this::tally, changed);
        int threads = deriving ? properties.threads() : properties.rebuildThreads();
        Hearing hearing = new Hearing(FEATURE, GROUP, number, threads, List.of(Wires.COUNCILS, Wires.PEOPLE), listener);
        Running opened = new Running(generation, listener, consumers.open(hearing));
        running.put(number, opened);
        return opened;
    }

    private void tally(StateDocuments.Applied applied) {
        ConsumptionMeters meters = asking.meters();
        if (applied.dropped() > 0) {
            meters.dropped(FEATURE, applied.dropped());
        }
        if (applied.conflicts() > 0) {
            meters.conflicts(FEATURE, applied.conflicts());
        }
    }

    /** Stops hearing for a generation in this process. */
    synchronized void close(int number) {
        Running gone = running.remove(number);
        if (gone != null) {
            gone.consumption().close();
        }
    }

    /** Follows the pointer: hears for what serves, stands still behind a fence, asks for what is missing. */
    void watch() {
        follow();
        serving().holes().tick();
    }

    private synchronized void follow() {
        Pointer.Said said = pointer.read();
        Generation before = serving;
        if (before == null || before.number() != said.active()) {
            Running now = run(said.active(), true);
            serving = now.generation();
            LOG.info("Generation {} of the federation's figures serves", said.active());
            if (before != null) {
                close(before.number());
            }
        }
        stand(said);
    }

    private void stand(Pointer.Said said) {
        String fence = said.fence();
        Running now = run(said.active(), true);
        if (fence != null && said.until() != null && clock.instant().isAfter(said.until())) {
            LOG.warn("A switch to another generation was not finished in time; generation {} goes on", said.active());
            pointer.lift(fence);
            fence = null;
        }
        if (fence == null) {
            fenced(now, false);
            pointer.alive(process, null);
        } else {
            fenced(now, true);
            pointer.alive(process, now.consumption().quiet() ? fence : null);
        }
    }

    /** A pause that an operator has wished for stays. */
    private static void fenced(Running now, boolean fenced) {
        if (fenced) {
            now.consumption().hold();
        } else {
            now.consumption().release();
        }
    }

    @Override
    public void start() {
        watch();
    }

    @Override
    public synchronized void stop() {
        List.copyOf(running.keySet()).forEach(this::close);
        serving = null;
        try {
            pointer.leaves(process);
        } catch (MongoException e) {
            LOG.debug("not told that this process ends; it counts as gone after a while", e);
        }
    }

    @Override
    public boolean isRunning() {
        return serving != null;
    }

    /** Before the web server takes requests. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 10_000;
    }
}
