package org.ratsnetz.council.succession;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.ratsnetz.council.mandate.Mandate;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.council.register.Council;
import org.ratsnetz.council.register.Councils;
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
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.publication.Stored;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The second step of what touches two documents. Each step looks at what is so now, so an event that comes late or again does
 * nothing twice.
 */
@Component
class Succession implements SmartLifecycle {

    /** Consumer group. */
    static final String GROUP = "council-succession";

    private static final int AT_ONCE = 500;

    private final Councils councils;
    private final Mandates mandates;
    private final Consumers consumers;
    private final Clock clock;
    private volatile boolean running;

    Succession(Councils councils, Mandates mandates, Consumers consumers, Clock clock) {
        this.councils = councils;
        this.mandates = mandates;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public void start() {
        consumers.open(new Hearing(
                "succession",
                GROUP,
                List.of(Wire.events(CouncilEvent.TOPIC, CouncilEvent.class, CouncilEvent::ags)),
                records -> records.forEach(this::handle)));
        running = true;
    }

    private void handle(Heard<?> heard) {
        if (heard.payload() instanceof CouncilEvent event) {
            handle(event, heard.envelope().sequence(), heard.envelope().time());
        }
    }

    private void handle(CouncilEvent event, long sequence, Instant time) {
        switch (event) {
            case CouncilCeased ceased -> endMandates(ceased.ags(), LocalDate.ofInstant(time, clock.getZone()));
            case MandateEnded(MandateFacts ended) -> follow(ended, sequence);
            case CouncilRegistered _ -> {}
            case CouncilChanged _ -> {}
            case CouncilRestated _ -> {}
            case MandateBegun _ -> {}
            case MandateChanged(MandateFacts changed, List<String> fields) -> stepBack(changed, fields, sequence);
            case MandateWithdrawn _ -> {}
            case MandateRestated _ -> {}
            case RollCall _ -> {}
        }
    }

    private void endMandates(String ags, LocalDate day) {
        if (!stands(ags, CouncilStatus.CEASED)) {
            return; // it exists again
        }
        String last = "";
        List<Stored<Mandate>> active = mandates.active(ags, last, AT_ONCE);
        while (!active.isEmpty()) {
            Mandates.settle(active.stream()
                    .map(stored -> mandates.cease(ags, id(stored), day))
                    .toList());
            last = id(active.getLast());
            active = mandates.active(ags, last, AT_ONCE);
        }
    }

    private void follow(MandateFacts ended, long sequence) {
        String successor = ended.successor();
        if (successor != null && stands(ended.ags(), CouncilStatus.ACTIVE) && stillEnded(ended)) {
            Mandates.settle(List.of(mandates.follow(successor, ended, sequence)));
        }
    }

    /** Who followed on a seat steps back from it where the mandate before goes on after all. */
    private void stepBack(MandateFacts changed, List<String> fields, long sequence) {
        if (changed.state() == MandateStatus.ACTIVE && fields.contains("end")) {
            Mandates.settle(mandates.followers(changed.ags(), changed.id(), AT_ONCE).stream()
                    .map(follower -> mandates.stepBack(id(follower), changed, sequence))
                    .toList());
        }
    }

    /** Its last day may have been taken back, or its successor be another by now. */
    private boolean stillEnded(MandateFacts ended) {
        return mandates.find(ended.ags(), ended.id())
                .map(stored -> stored.state().facts().equals(ended))
                .orElse(false);
    }

    private boolean stands(String ags, CouncilStatus state) {
        return councils.find(ags)
                .map(Stored::state)
                .map(Council::facts)
                .filter(facts -> facts.state() == state)
                .isPresent();
    }

    private static String id(Stored<Mandate> stored) {
        return stored.state().facts().id();
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
