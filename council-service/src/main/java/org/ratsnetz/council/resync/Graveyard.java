package org.ratsnetz.council.resync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches {@code council-people} for names that should be gone: a relay that slept through an erasure can repeat an old record
 * behind its tombstone, and then the tombstone is repeated too.
 */
@Component
class Graveyard implements SmartLifecycle {

    /** Consumer group. */
    static final String GROUP = "council-graveyard";

    private final Mandates mandates;
    private final Consumers consumers;
    private volatile boolean running;

    Graveyard(Mandates mandates, Consumers consumers) {
        this.mandates = mandates;
        this.consumers = consumers;
    }

    @Override
    public void start() {
        consumers.open(new Hearing(
                "graveyard",
                GROUP,
                List.of(Wire.facts(
                        PersonFacts.TOPIC,
                        PersonFacts.TYPE,
                        PersonFacts.class,
                        person -> Mandates.document(person.ags(), person.mandate()))),
                this::handle));
        running = true;
    }

    private void handle(List<Heard<?>> records) {
        List<PersonFacts> named = records.stream()
                .map(Heard::payload)
                .filter(PersonFacts.class::isInstance)
                .map(PersonFacts.class::cast)
                .toList();
        List<CompletableFuture<?>> buried = new ArrayList<>();
        for (PersonFacts person : mandates.erasedAmong(named)) {
            buried.add(mandates.bury(person.ags(), person.mandate()));
        }
        CompletableFuture.allOf(buried.toArray(CompletableFuture<?>[]::new)).join();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
