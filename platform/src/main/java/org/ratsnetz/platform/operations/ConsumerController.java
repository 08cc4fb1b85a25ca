package org.ratsnetz.platform.operations;

import java.util.List;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The features that hear topics, how far they are, and their pauses. */
@RestController
@RequestMapping("/api/operations/${ratsnetz.operations.area}/consumers")
final class ConsumerController {

    private final Consumers consumers;
    private final KafkaAdministration kafka;
    private final Wishes wishes;
    private final Tasks tasks;
    private final Accepted accepted;

    ConsumerController(Consumers consumers, KafkaAdministration kafka, Wishes wishes, Tasks tasks, Accepted accepted) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.wishes = wishes;
        this.tasks = tasks;
        this.accepted = accepted;
    }

    /** Whether a feature hears. */
    enum State {
        /** It does. */
        running,
        /** An operator has paused it. */
        paused
    }

    /**
     * A feature that hears.
     *
     * @param name name of the feature
     * @param group its consumer group on Kafka
     * @param generation generation of its read model, 0 where it has none
     * @param topics what it hears
     * @param state whether it does
     * @param handled records it has handled and committed
     * @param total records there are
     * @param lag records to go
     */
    record ConsumerView(
            String name,
            String group,
            int generation,
            List<String> topics,
            State state,
            long handled,
            long total,
            long lag) {}

    /** All of this service. */
    @Requires(Role.OPERATOR)
    @GetMapping
    Page<ConsumerView> list() {
        return new Page<>(consumers.all().stream().map(this::view).toList(), null);
    }

    /** Pauses a feature in all processes, until it is resumed. */
    @Requires(Role.OPERATOR)
    @PostMapping("/{name}/pause")
    ResponseEntity<Task> pause(@PathVariable String name, Caller caller) {
        return wish(name, true, caller);
    }

    /** Resumes a feature. */
    @Requires(Role.OPERATOR)
    @PostMapping("/{name}/resume")
    ResponseEntity<Task> resume(@PathVariable String name, Caller caller) {
        return wish(name, false, caller);
    }

    private ResponseEntity<Task> wish(String name, boolean paused, Caller caller) {
        if (consumers.all().stream()
                .noneMatch(consumption -> consumption.hearing().name().equals(name))) {
            throw new Refused(Problem.of(404, "not-found"));
        }
        wishes.pause(name, paused, caller.client());
        return accepted.answer(
                tasks.done(paused ? "pause" : "resume", caller.client(), java.util.Map.of("consumer", name)));
    }

    private ConsumerView view(Consumption consumption) {
        Hearing hearing = consumption.hearing();
        KafkaAdministration.Progress progress = kafka.progress(hearing);
        return new ConsumerView(
                hearing.name(),
                hearing.groupId(),
                hearing.generation(),
                hearing.wires().stream().map(Wire::topic).toList(),
                consumption.paused() ? State.paused : State.running,
                progress.done(),
                progress.total(),
                progress.lag());
    }
}
