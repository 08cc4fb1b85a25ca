package org.ratsnetz.board.federation;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.board.federation.FederationListener.Told;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.ConsumptionMeters;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.consumption.KafkaAdministration;
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
    private final KafkaAdministration kafka;
    private final String process = UUID.randomUUID().toString();
    private final Map<Integer, Running> running = new HashMap<>();
    private volatile @Nullable Generation serving;
    private volatile boolean filling;

    Generations(
            MongoDatabase database,
            Consumers consumers,
            Pointer pointer,
            Holes.Asking asking,
            FederationProperties properties,
            Consumer<Set<String>> changed,
            KafkaAdministration kafka) {
        this.database = database;
        this.consumers = consumers;
        this.pointer = pointer;
        this.asking = asking;
        this.properties = properties;
        this.clock = asking.clock();
        this.changed = changed;
        this.kafka = kafka;
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

    /**
     * Hears for a new generation that does not serve yet, if this process does not yet.
     *
     * @param told which records the group of the serving generation has handled or set aside before
     */
    synchronized Running build(int number, Told told) {
        return run(
                number, listener(Generation.build(database, number, asking), false, told), properties.rebuildThreads());
    }

    private Running serve(int number, boolean fenced) {
        FederationListener listener = listener(see(number), true, Told.NOTHING);
        if (fenced) {
            listener.gate().hold();
        }
        return run(number, listener, properties.threads());
    }

    private FederationListener listener(Generation generation, boolean deriving, Told told) {
        return new FederationListener(generation, deriving, told, properties.zone(), this::tally, changed);
    }

    private Running run(int number, FederationListener listener, int threads) {
        Running known = running.get(number);
        if (known != null) {
            return known;
        }
        Hearing hearing = new Hearing(FEATURE, GROUP, number, threads, List.of(Wires.COUNCILS, Wires.PEOPLE), listener);
        Running opened = new Running(listener.generation(), listener, consumers.open(hearing));
        running.put(number, opened);
        return opened;
    }

    /** Consumer group of a generation. */
    static String group(int number) {
        return GROUP + "-g" + number;
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
            gone.listener().gate().end();
            gone.consumption().close();
        }
    }

    /** Follows the pointer: hears for what serves, and stands still behind a fence. */
    synchronized void follow() {
        if (serving == null) {
            // whoever raises a fence must know of this process before it applies anything
            pointer.alive(process, null);
        }
        Pointer.Said said = pointer.read();
        filling = said.filling();
        Generation before = serving;
        Running now = running.get(said.active());
        if (now == null) {
            now = serve(said.active(), said.fence() != null);
        }
        if (before == null || before.number() != said.active()) {
            serving = now.generation();
            LOG.info("Generation {} of the federation's figures serves", said.active());
            if (before != null) {
                close(before.number());
            }
        }
        stand(said, now.listener().gate());
    }

    private void stand(Pointer.Said said, Gate gate) {
        String fence = said.fence();
        if (fence != null && said.until() != null && clock.instant().isAfter(said.until())) {
            LOG.warn("A switch to another generation was not finished in time; generation {} goes on", said.active());
            pointer.lift(fence);
            fence = null;
        }
        if (fence == null) {
            pointer.alive(process, null);
            gate.release();
        } else {
            gate.hold();
            pointer.alive(process, gate.still() ? fence : null);
        }
    }

    /** Asks for what the serving generation misses, and notices when one that began empty is full. */
    void mend() {
        serving().holes().tick();
        if (filling && kafka.progress(hearing()).lag() == 0) {
            pointer.filled();
        }
    }

    private synchronized Hearing hearing() {
        return Objects.requireNonNull(running.get(serving().number()))
                .consumption()
                .hearing();
    }

    /** Whether the serving generation began empty after a restore and has not caught up since. */
    boolean filling() {
        return filling;
    }

    /**
     * After a restore: lets a generation serve that nobody has heard for yet, so that it is made of the topics from their beginning.
     * What an older one holds may tell of what is no more.
     */
    void beginAnew() {
        int newest = kafka.groups(GROUP + "-g").stream()
                .map(group -> group.substring(GROUP.length() + 2))
                .filter(number -> number.matches("[0-9]{1,6}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        pointer.beginAnew(Math.max(newest, pointer.next() - 1) + 1);
    }

    @Override
    public void start() {
        follow();
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
