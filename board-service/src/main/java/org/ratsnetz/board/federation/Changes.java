package org.ratsnetz.board.federation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Poison;
import org.ratsnetz.platform.consumption.Standing;
import org.ratsnetz.platform.consumption.StateDocuments.Change;
import org.ratsnetz.platform.consumption.StateDocuments.Kind;
import org.ratsnetz.platform.envelope.Envelope;

/** What a record changes in the read model. */
final class Changes {

    private Changes() {}

    /**
     * The change.
     *
     * @throws Poison when the record is none, as a roll call
     */
    static Change of(Heard<?> heard, ZoneId zone) {
        return switch (heard.payload()) {
            case CouncilEvent event -> of(heard, event, zone);
            case PersonFacts person -> fact(heard, person);
            case null -> fact(heard, null);
            default -> throw new Poison("not heard here: " + heard.envelope().type());
        };
    }

    private static Change of(Heard<?> heard, CouncilEvent event, ZoneId zone) {
        return switch (event) {
            case CouncilEvent.CouncilRegistered registered -> council(heard, registered.council(), List.of(), zone);
            case CouncilEvent.CouncilChanged changed -> council(heard, changed.council(), changed.fields(), zone);
            case CouncilEvent.CouncilCeased ceased -> council(heard, ceased.council(), List.of(), zone);
            case CouncilEvent.MandateBegun begun -> mandate(heard, begun.mandate(), List.of());
            case CouncilEvent.MandateChanged changed -> mandate(heard, changed.mandate(), changed.fields());
            case CouncilEvent.MandateEnded ended -> mandate(heard, ended.mandate(), List.of());
            case CouncilEvent.MandateWithdrawn withdrawn -> mandate(heard, withdrawn.mandate(), List.of());
            case CouncilEvent.CouncilRestated(_, CouncilFacts facts) ->
                restated(
                        heard,
                        facts == null ? MandateDocument.gone() : MandateDocument.council(facts),
                        ceased(heard, facts, zone));
            case CouncilEvent.MandateRestated(_, _, MandateFacts facts) ->
                restated(
                        heard, facts == null ? MandateDocument.gone() : MandateDocument.mandate(facts), new Document());
            case CouncilEvent.RollCall _ -> throw new Poison("a roll call changes nothing");
        };
    }

    private static Change council(Heard<?> heard, CouncilFacts facts, List<String> fields, ZoneId zone) {
        Document state = MandateDocument.council(facts);
        if (!(heard.payload() instanceof CouncilEvent.CouncilChanged) || facts.state() == CouncilStatus.ACTIVE) {
            state.putAll(ceased(heard, facts, zone));
        }
        return news(heard, state, fields);
    }

    /** The day on which a council ceased: that of the event; for a reader who missed the event that of the restatement. */
    private static Document ceased(Heard<?> heard, @Nullable CouncilFacts facts, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(heard.envelope().time(), zone);
        boolean ceased = facts != null && facts.state() == CouncilStatus.CEASED;
        return new Document(MandateDocument.CEASED_ON, ceased ? Math.toIntExact(day.toEpochDay()) : null);
    }

    private static Change mandate(Heard<?> heard, MandateFacts facts, List<String> fields) {
        return news(heard, MandateDocument.mandate(facts), fields);
    }

    private static Change news(Heard<?> heard, Document state, List<String> fields) {
        Envelope envelope = heard.envelope();
        Date at = Date.from(envelope.time());
        state.append(
                MandateDocument.NEWS,
                new Document("type", envelope.type()).append("fields", fields).append("at", at));
        Document newer = new Document(MandateDocument.CHANGED_AT, at);
        return new Change(envelope.subject(), heard.key(), Kind.EVENT, Standing.of(envelope), state, newer);
    }

    private static Change restated(Heard<?> heard, Document state, Document more) {
        Envelope envelope = heard.envelope();
        Document newer = new Document(more).append(MandateDocument.CHANGED_AT, Date.from(envelope.time()));
        return new Change(envelope.subject(), heard.key(), Kind.RESTATED, Standing.of(envelope), state, newer);
    }

    private static Change fact(Heard<?> heard, @Nullable PersonFacts person) {
        String document = heard.envelope().subject();
        return new Change(
                document,
                document.substring(0, Math.max(0, document.indexOf('/'))),
                Kind.FACT,
                Standing.of(heard.envelope()),
                MandateDocument.person(person),
                new Document());
    }
}
