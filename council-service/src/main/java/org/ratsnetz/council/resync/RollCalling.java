package org.ratsnetz.council.resync;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.council.register.Council;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.RollCall;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Once a day, and some minutes after each start, every council lists its documents, so that a reader finds out about a lost tail. */
@Component
class RollCalling {

    private static final Logger LOG = LoggerFactory.getLogger(RollCalling.class);
    private static final int PART = 2000;

    private final Councils councils;
    private final Mandates mandates;
    private final Publication publication;
    private final InstantSource clock;

    RollCalling(Councils councils, Mandates mandates, Publication publication, InstantSource clock) {
        this.councils = councils;
        this.mandates = mandates;
        this.publication = publication;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${ratsnetz.roll-call.first:PT5M}",
            fixedDelayString = "${ratsnetz.roll-call.every:PT24H}")
    void call() {
        try {
            councils.all().forEach(this::call);
        } catch (RuntimeException e) {
            LOG.warn("Roll-call not complete, tomorrow again: {}", e.getMessage());
        }
    }

    private void call(Stored<Council> council) {
        Map<String, Long> documents = new LinkedHashMap<>(mandates.sequences(council.id()));
        documents.put(council.id(), council.sequence());
        List<Map.Entry<String, Long>> all = new ArrayList<>(documents.entrySet());
        for (int from = 0; from < all.size(); from += PART) {
            Map<String, Long> part = new LinkedHashMap<>();
            all.subList(from, Math.min(all.size(), from + PART))
                    .forEach(entry -> part.put(entry.getKey(), entry.getValue()));
            RollCall event = new RollCall(council.id(), part);
            publication
                    .tell(CouncilEvent.TOPIC, council.id(), envelope(council.id()), WireJson.write(event))
                    .join();
        }
    }

    private Envelope envelope(String ags) {
        return new Envelope(
                publication.newId(),
                WireNames.name(RollCall.class),
                "/council-service",
                ags,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                0,
                publication.epoch(),
                null,
                null);
    }
}
