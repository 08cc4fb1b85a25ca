package org.ratsnetz.council.resync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Result;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Restates documents that a reader asks for. */
@Component
class Restating implements SmartLifecycle {

    /** Consumer group. */
    static final String GROUP = "council-resync";

    private static final String BY = "resync";

    private final Councils councils;
    private final Mandates mandates;
    private final Publication publication;
    private final Consumers consumers;
    private final InstantSource clock;
    private volatile boolean running;

    Restating(Councils councils, Mandates mandates, Publication publication, Consumers consumers, InstantSource clock) {
        this.councils = councils;
        this.mandates = mandates;
        this.publication = publication;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public void start() {
        consumers.open(new Hearing(
                "resync",
                GROUP,
                List.of(Wire.requests(
                        ResyncRequest.TOPIC, ResyncRequest.TYPE, ResyncRequest.class, ResyncRequest::ags)),
                this::handle));
        running = true;
    }

    private void handle(List<Heard<?>> requests) {
        List<CompletableFuture<?>> told = new ArrayList<>();
        requests.stream()
                .map(Heard::payload)
                .filter(ResyncRequest.class::isInstance)
                .map(ResyncRequest.class::cast)
                .distinct()
                .forEach(request -> told.add(restate(request)));
        CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new)).join();
    }

    private CompletableFuture<?> restate(ResyncRequest request) {
        String ags = request.ags();
        if (request.document().equals(ags)) {
            return councils.restate(ags, BY)
                    .thenCompose(result -> goneUnlessTold(result, request, new CouncilRestated(ags, null)));
        }
        String id = request.document().substring(ags.length() + 1);
        return mandates.restate(ags, id, BY)
                .thenCompose(result -> goneUnlessTold(result, request, new MandateRestated(ags, id, null)));
    }

    /** A document that does not exist has no outbox to say so. */
    private CompletableFuture<Void> goneUnlessTold(Result<?> result, ResyncRequest request, CouncilEvent gone) {
        if (!(result instanceof Result.Refused<?> refused)) {
            return CompletableFuture.completedFuture(null);
        }
        if (refused.problem().status() != 404) {
            // not now: the reader asks again
            return CompletableFuture.completedFuture(null);
        }
        Envelope envelope = new Envelope(
                publication.newId(),
                WireNames.name(gone.getClass()),
                "/council-service",
                request.document(),
                now(),
                0,
                publication.epoch(),
                null,
                null);
        return publication.tell(CouncilEvent.TOPIC, request.ags(), envelope, WireJson.write(gone));
    }

    private Instant now() {
        return clock.instant();
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
