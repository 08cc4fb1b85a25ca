package org.ratsnetz.board.federation;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.Positions;
import org.ratsnetz.platform.operations.Task;
import org.ratsnetz.platform.operations.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new generation of the read model from the topics while the old one serves, and turns to it when it has come as far. A
 * process that dies leaves its task to another one, which goes on with the same generation.
 */
final class Rebuild {

    /** Kind of its tasks. */
    static final String KIND = "rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final Duration SILENT = Duration.ofSeconds(20);
    private static final long STEP_MILLIS = 200;
    private static final int NEAR = 2000;
    private static final String GENERATION = "generation";
    private static final String REPLACES = "replaces";

    private final Tasks tasks;
    private final Generations generations;
    private final Pointer pointer;
    private final KafkaAdministration kafka;
    private final MongoDatabase database;
    private final FederationProperties properties;
    private final String process = UUID.randomUUID().toString();

    Rebuild(
            Tasks tasks,
            Generations generations,
            Pointer pointer,
            KafkaAdministration kafka,
            MongoDatabase database,
            FederationProperties properties) {
        this.tasks = tasks;
        this.generations = generations;
        this.pointer = pointer;
        this.kafka = kafka;
        this.database = database;
        this.properties = properties;
    }

    /** Works on a task if there is one. */
    void tick() {
        tasks.take(KIND, process, SILENT).ifPresent(task -> {
            try {
                work(task, number(task));
            } catch (GivenUp e) {
                LOG.info("Rebuild {} ends here: {}", task.id(), e.getMessage());
            } catch (KafkaException | MongoException e) {
                // the task stays, and is taken again after a while
                LOG.warn("Rebuild {} is interrupted by an outage and will go on", task.id(), e);
            } catch (Failed e) {
                LOG.warn("Rebuild {} has failed: {}", task.id(), e.getMessage());
                tasks.end(task.id(), process, Task.State.failed, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Rebuild {} has failed", task.id(), e);
                tasks.end(task.id(), process, Task.State.failed, "failed by a defect: " + e);
            }
        });
    }

    /** This process is to do no more about the task. */
    private static final class GivenUp extends RuntimeException {
        GivenUp(String reason) {
            super(reason);
        }
    }

    /** The task cannot be brought to its end. */
    private static final class Failed extends RuntimeException {
        Failed(String reason) {
            super(reason);
        }
    }

    private void work(Task task, int number) {
        try {
            build(task, number);
        } finally {
            // whoever goes on with it must be alone in its group
            if (generations.serving().number() != number) {
                generations.close(number);
            }
        }
    }

    private void build(Task task, int number) {
        int replaced = task.details().get(REPLACES) instanceof Integer before
                ? before
                : pointer.read().active();
        tasks.remember(task.id(), process, REPLACES, replaced);
        if (pointer.read().active() != number) {
            Map<TopicPartition, Long> behind = kafka.committed(Generations.group(replaced));
            Generations.Running next = generations.build(
                    number,
                    (topic, partition, offset) ->
                            offset < behind.getOrDefault(new TopicPartition(topic, partition), 0L));
            catchUp(task, next);
            derive(task, next);
            turn(task, next);
        }
        finish(task, replaced);
    }

    private void derive(Task task, Generations.Running next) {
        next.listener().deriveAll(() -> say(task, next, "deriving"));
    }

    private int number(Task task) {
        if (task.details().get(GENERATION) instanceof Integer known) {
            return known;
        }
        int number = pointer.next();
        if (!tasks.remember(task.id(), process, GENERATION, number)) {
            throw new GivenUp("another process has it");
        }
        return number;
    }

    private void catchUp(Task task, Generations.Running next) {
        while (say(task, next, "catching up").lag() > NEAR) {
            pause();
        }
    }

    private void turn(Task task, Generations.Running next) {
        String missed = "";
        for (int i = 0; i < properties.turns(); i++) {
            if (i > 0) {
                rest(task, next, "waiting for the next try to switch: " + missed);
            }
            catchUp(task, next);
            missed = tryToTurn(task, next);
            if (missed.isEmpty()) {
                generations.follow();
                return;
            }
        }
        drop(next.generation().number());
        throw new Failed("the switch was tried " + properties.turns() + " times: " + missed);
    }

    /** Empty when the new generation serves, else why not. */
    private String tryToTurn(Task task, Generations.Running next) {
        String token = task.id() + "/" + UUID.randomUUID();
        pointer.fence(token, properties.fence());
        try {
            if (!standsStill(task, next, token)) {
                return "not all processes stood still in time";
            }
            if (!asFar(task, next)) {
                return "the new generation did not come as far as the one that serves in time";
            }
            derive(task, next);
            return pointer.turn(token, next.generation().number()) ? "" : "the fence fell before";
        } finally {
            pointer.lift(token);
        }
    }

    private void rest(Task task, Generations.Running next, String message) {
        long until = System.nanoTime() + properties.turnPause().toNanos();
        while (System.nanoTime() < until) {
            say(task, next, message);
            pause();
        }
    }

    /** Waits until no process applies anything to the generation that serves. */
    private boolean standsStill(Task task, Generations.Running next, String token) {
        return within(() -> {
            say(task, next, "waiting for all processes to stand still");
            return pointer.allStandBehind(token);
        });
    }

    /** Whether the new generation has all that the serving one has shown to anyone. */
    private boolean asFar(Task task, Generations.Running next) {
        Positions shown = shown();
        return within(() -> {
            say(task, next, "comparing positions");
            return mayTurn(shown, FederationView.positions(next.generation()));
        });
    }

    /** What the serving generation has shown, as far as the topics still reach: one that was lost and made anew is shorter. */
    private Positions shown() {
        Positions shown = FederationView.positions(generations.serving());
        return shown.within(kafka.ends(kafka.partitions(shown.offsets().keySet())));
    }

    /** A new generation may serve only when it is nowhere behind the one that serves. */
    static boolean mayTurn(Positions serving, Positions next) {
        return next.covers(serving);
    }

    private boolean within(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + properties.fence().toNanos() / 3;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpAt) {
                return false;
            }
            pause();
        }
        return true;
    }

    private void finish(Task task, int replaced) {
        long waitUntil = System.nanoTime() + properties.grace().toNanos();
        while (System.nanoTime() < waitUntil) {
            beat(task, new Task.Progress(1, 1), "letting go of generation " + replaced);
            pause();
        }
        drop(replaced);
        tasks.end(task.id(), process, Task.State.done, null);
        LOG.info("Generation {} of the federation's figures is gone", replaced);
    }

    private void drop(int number) {
        generations.close(number);
        Generation.drop(database, number);
        try {
            kafka.forget(Generations.group(number));
        } catch (KafkaException e) {
            LOG.info("The group of generation {} stays on Kafka: {}", number, e.getMessage());
        }
    }

    private KafkaAdministration.Progress say(Task task, Generations.Running next, String message) {
        KafkaAdministration.Progress progress =
                kafka.progress(next.consumption().hearing());
        Task now = beat(task, new Task.Progress(progress.done(), progress.total()), message);
        if (now.abandoned()) {
            drop(next.generation().number());
            tasks.end(task.id(), process, Task.State.abandoned, null);
            throw new GivenUp("an operator has given it up");
        }
        return progress;
    }

    private Task beat(Task task, Task.Progress progress, String message) {
        Optional<Task> now = tasks.beat(task.id(), process, progress, message);
        return now.orElseThrow(() -> new GivenUp("another process has it"));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GivenUp("this process ends");
        }
    }
}
