package org.ratsnetz.council.resync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.mandate.Mandate;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.CouncilEvent.MandateWithdrawn;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.platform.consumption.Standing;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.NotAnEnvelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Restoration;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.ratsnetz.platform.publication.Tails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees that a backup does not bring back whom someone has erased since: the topics say who that is, as far as they outlived what the
 * backup was needed for. Runs before anything of the backup is told. A mandate that was withdrawn is withdrawn again; a holder whose
 * name was replaced by one in brackets has that name again.
 */
@Component
class Erasures implements Restoration {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int AT_ONCE = 500;

    private final Mandates mandates;
    private final Tails tails;

    Erasures(Mandates mandates, Tails tails, Publication publication) {
        this.mandates = mandates;
        this.tails = tails;
        publication.afterRestore(this);
    }

    /** The last that was told of a mandate as news. */
    private record Last(Standing standing, boolean withdrawn) {}

    @Override
    public void run(Instant restored) {
        Map<String, Last> told = new HashMap<>();
        tails.read(CouncilEvent.TOPIC, record -> news(record, told));
        Map<String, PersonFacts> replaced = new HashMap<>();
        tails.read(PersonFacts.TOPIC, record -> holder(record, replaced));
        int erased = 0;
        List<Stored<Mandate>> page = mandates.after("", AT_ONCE);
        while (!page.isEmpty()) {
            List<CompletableFuture<Result<Mandate>>> repeated = new ArrayList<>();
            for (Stored<Mandate> stored : page) {
                PersonFacts instead = replaced.get(stored.id());
                if (stored.state().person() == null) {
                    continue;
                }
                if (isWithdrawn(stored, told.get(stored.id()))) {
                    repeated.add(mandates.eraseAgain(stored, null));
                } else if (instead != null && stored.state().contradicts(instead)) {
                    repeated.add(mandates.eraseAgain(stored, instead));
                }
            }
            Mandates.settle(repeated);
            erased += repeated.size();
            page = mandates.after(page.getLast().id(), AT_ONCE);
        }
        LOG.info("{} erasures made since the backup are repeated", erased);
    }

    private static void news(ConsumerRecord<byte[], byte[]> record, Map<String, Last> told) {
        try {
            Envelope envelope = Envelope.read(record.headers());
            boolean restated = envelope.type().equals(WireNames.name(MandateRestated.class));
            if (envelope.subject().contains("/") && !restated) {
                boolean withdrawn = envelope.type().equals(WireNames.name(MandateWithdrawn.class));
                told.merge(
                        envelope.subject(),
                        new Last(Standing.of(envelope), withdrawn),
                        (one, other) -> one.standing().compareTo(other.standing()) > 0 ? one : other);
            }
        } catch (NotAnEnvelope e) {
            LOG.debug("{}-{} is none of ours", record.partition(), record.offset(), e);
        }
    }

    private static void holder(ConsumerRecord<byte[], byte[]> record, Map<String, PersonFacts> replaced) {
        if (record.key() == null) {
            return;
        }
        String document = new String(record.key(), StandardCharsets.UTF_8);
        PersonFacts person = record.value() == null ? null : person(record.value());
        if (person != null && Mandates.isErased(person)) {
            replaced.put(document, person);
        } else {
            replaced.remove(document);
        }
    }

    private static @Nullable PersonFacts person(byte[] value) {
        try {
            return WireJson.read(value, PersonFacts.class);
        } catch (WireJson.Unreadable e) {
            LOG.debug("no person", e);
            return null;
        }
    }

    private static boolean isWithdrawn(Stored<Mandate> stored, @Nullable Last last) {
        Standing here = new Standing(stored.epoch(), stored.sequence());
        return last != null && last.withdrawn() && last.standing().compareTo(here) > 0;
    }
}
