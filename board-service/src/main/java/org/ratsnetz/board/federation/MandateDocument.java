package org.ratsnetz.board.federation;

import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.events.PersonFacts;

/**
 * The fields of the read model's documents, councils and mandates alike, in one collection. Those of the index that figures are
 * counted from are flat and small.
 */
final class MandateDocument {

    /** Field: {@code elected} or {@code council} where the mandate fills a seat, else null. */
    static final String SEAT = "seat";
    /** Field: first day, as epoch day. */
    static final String BEGIN = "begin";
    /** Field: last day, as epoch day, or null. */
    static final String END = "end";
    /** Field: gender of the holder as on the wire, or null. */
    static final String GENDER = "gender";
    /** Field: name of the holder, or null. */
    static final String PERSON = "person";
    /** Field: kind of the mandate, null in a council's document. */
    static final String KIND = "kind";
    /** Field: what the council says of itself, only in a council's document. */
    static final String COUNCIL = "council";
    /** Field: day on which the council ceased, as epoch day, or null; only in a council's document. */
    static final String CEASED_ON = "ceasedOn";
    /** Field: when what the document says was decided. */
    static final String CHANGED_AT = "changedAt";
    /** Field: the newest event that was news: type, fields, at. */
    static final String NEWS = "news";

    static final String ELECTED = "elected";
    static final String FEMALE = "female";

    private MandateDocument() {}

    static Document council(@Nullable CouncilFacts facts) {
        return new Document(COUNCIL, facts);
    }

    static Document mandate(MandateFacts facts) {
        boolean counts = facts.kind().fillsSeat() && facts.state() != MandateStatus.WITHDRAWN;
        return new Document(SEAT, counts ? wire(facts.kind()) : null)
                .append(BEGIN, Math.toIntExact(facts.begin().toEpochDay()))
                .append(END, day(facts.end()))
                .append(KIND, wire(facts.kind()));
    }

    static Document gone() {
        return new Document(SEAT, null).append(COUNCIL, null).append(NEWS, null);
    }

    static Document person(@Nullable PersonFacts facts) {
        Gender gender = facts == null ? null : facts.gender();
        return new Document(PERSON, facts == null ? null : facts.name())
                .append(GENDER, gender == null ? null : wire(gender));
    }

    private static @Nullable Integer day(@Nullable LocalDate day) {
        return day == null ? null : Math.toIntExact(day.toEpochDay());
    }

    /** The kinds and genders stand on the wire as their names in lower case; the events' contract test holds that. */
    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
