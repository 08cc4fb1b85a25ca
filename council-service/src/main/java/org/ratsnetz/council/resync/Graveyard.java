package org.ratsnetz.council.resync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ratsnetz.council.mandate.Mandate;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches {@code council-people} for what is no longer so: a relay that slept through an erasure, by withdrawal or by another name, or
 * through a return, can repeat an old record behind it. Then the tombstone, or the name as it is now, is repeated too.
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
        Map<String, Heard<?>> newest = new LinkedHashMap<>();
        records.forEach(heard -> newest.put(heard.key(), heard));
        List<CompletableFuture<Result<Mandate>>> corrections = new ArrayList<>();
        for (Stored<Mandate> stored : mandates.find(newest.keySet())) {
            Heard<?> heard = newest.get(stored.id());
            if (heard != null) {
                PersonFacts person = heard.payload() instanceof PersonFacts named ? named : null;
                mandates.correct(stored, person, heard.envelope()).ifPresent(corrections::add);
            }
        }
        Mandates.settle(corrections);
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
