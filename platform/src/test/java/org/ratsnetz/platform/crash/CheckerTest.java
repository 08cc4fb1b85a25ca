package org.ratsnetz.platform.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.crash.Checker.Kind;
import org.ratsnetz.platform.crash.Observed.Accepted;
import org.ratsnetz.platform.crash.Observed.Event;
import org.ratsnetz.platform.crash.Observed.Row;
import org.ratsnetz.platform.crash.Observed.Stale;
import org.ratsnetz.platform.crash.Observed.State;
import org.ratsnetz.platform.crash.Observed.View;
import org.ratsnetz.platform.crash.Observed.Written;

/** A checker that finds nothing proves nothing: each fault is planted once. */
class CheckerTest {

    private static final String COUNCIL = "05315000";
    private static final String MANDATE = "05315000/m1";

    private final Map<String, String> attempts = new HashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Stale> stale = new ArrayList<>();
    private final List<Event> council = new ArrayList<>();
    private final Map<String, List<Event>> topic = new HashMap<>();
    private final Map<String, State> database = new HashMap<>();
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Set<Long>> deeds = new HashMap<>();

    @BeforeEach
    void aGoodRun() {
        council.add(new Event(1, "Integrationsrat", 1, false));
        for (int i = 1; i <= 3; i++) {
            attempts.put("w-" + i, COUNCIL);
            accepted.add(new Accepted("w-" + i, COUNCIL, i + 1));
            council.add(new Event(i + 1, "w-" + i, i + 1, false));
        }
        topic.put(COUNCIL, council);
        attempts.put("w-m", MANDATE);
        topic.put(MANDATE, new ArrayList<>(List.of(new Event(1, "w-m", 1, true))));
        database.put(COUNCIL, new State(4, "w-3", 0));
        database.put(MANDATE, new State(1, "w-m", 0));
        rows.put(COUNCIL, new Row("w-3", 1));
        rows.put(MANDATE, new Row("w-m", 0));
        deeds.put(COUNCIL, new HashSet<>(Set.of(1L, 2L, 3L, 4L)));
        deeds.put(MANDATE, new HashSet<>(Set.of(1L)));
    }

    @Test
    void aGoodRunHasNoFaults() {
        assertThat(found()).isEmpty();
    }

    @Test
    void repetitionsAndEarlyRecordsThatAreSentAgainAreNoFaults() {
        council.add(1, council.get(2));
        council.add(council.get(3));
        assertThat(found()).isEmpty();
    }

    @Test
    void anUnansweredWriteMayBeThereOrNot() {
        attempts.put("w-4", COUNCIL);
        assertThat(found()).isEmpty();
        append("w-4");
        assertThat(found()).isEmpty();
    }

    @Test
    void anAnsweredWriteThatIsNowhereIsLost() {
        attempts.put("w-9", COUNCIL);
        accepted.add(new Accepted("w-9", COUNCIL, 5));
        assertThat(found()).containsExactly(Kind.LOST);
    }

    @Test
    void anEventThatWasNeverSentIsAHole() {
        council.remove(2);
        assertThat(found()).contains(Kind.HOLE, Kind.LOST);
    }

    @Test
    void aLastEventThatWasNeverSentIsAHole() {
        council.remove(3);
        assertThat(found()).contains(Kind.HOLE);
    }

    @Test
    void anEventThatIsStillOwedIsLost() {
        database.put(COUNCIL, new State(4, "w-3", 1));
        assertThat(found()).containsExactly(Kind.LOST);
    }

    @Test
    void eventsInAnotherOrderThanTheAnswersAreReordered() {
        accepted.set(0, new Accepted("w-1", COUNCIL, 3));
        accepted.set(1, new Accepted("w-2", COUNCIL, 2));
        assertThat(found()).containsExactly(Kind.REORDERED);
    }

    @Test
    void aWriteAppliedTwiceIsADuplicate() {
        append("w-3");
        assertThat(found()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aMarkNobodyWroteIsAPhantom() {
        append("w-nobody");
        assertThat(found()).containsExactly(Kind.PHANTOM);
    }

    @Test
    void aMarkOfAnotherDocumentIsAPhantom() {
        attempts.put("w-n", MANDATE);
        append("w-n");
        assertThat(found()).containsExactly(Kind.PHANTOM);
    }

    @Test
    void twoDifferentEventsOfOneSequenceAreAMismatch() {
        council.add(new Event(4, "w-1", 4, false));
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aStateThatIsNotTheLastEventIsAMismatch() {
        database.put(COUNCIL, new State(4, "w-2", 0));
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aDocumentThatIsGoneIsAMismatch() {
        database.remove(MANDATE);
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aWriteThatIsToldOfTwoDocumentsIsADuplicate() {
        // what a creation that was repeated on another replica makes, when it does not meet its own document
        topic.put(MANDATE + "b", List.of(new Event(1, "w-m", 1, true)));
        database.put(MANDATE + "b", new State(1, "w-m", 0));
        rows.put(MANDATE + "b", new Row("w-m", 0));
        rows.put(COUNCIL, new Row("w-3", 2));
        deeds.put(MANDATE + "b", Set.of(1L));
        assertThat(found()).containsExactlyInAnyOrder(Kind.DUPLICATE, Kind.PHANTOM);
    }

    @Test
    void aRefusalByWhatIsNoNewerThanWhatWasSeenIsAMismatch() {
        // what a replica answers from its memory, after another one has written
        stale.add(new Stale("w-9", COUNCIL, 3, 4));
        assertThat(found()).isEmpty();
        stale.add(new Stale("w-8", COUNCIL, 4, 3));
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aRefusedWriteThatIsToldIsAPhantom() {
        attempts.put("w-4", COUNCIL);
        append("w-4");
        stale.add(new Stale("w-4", COUNCIL, 3, 4));
        assertThat(found()).containsExactly(Kind.PHANTOM);
    }

    @Test
    void aStateThatForgetsAnEarlierWriteIsLost() {
        // what a release makes that does not know a field of the next one
        council.set(3, new Event(4, "w-3", 1, false));
        assertThat(found()).containsExactly(Kind.LOST);
    }

    @Test
    void anAnswerBeforeAMajorityHasItIsLost() {
        // the primary died with it: neither stored nor told
        council.remove(3);
        deeds.put(COUNCIL, Set.of(1L, 2L, 3L));
        database.put(COUNCIL, new State(3, "w-2", 0));
        rows.put(COUNCIL, new Row("w-2", 1));
        assertThat(found()).containsExactly(Kind.LOST);
    }

    @Test
    void aRelayThatTakesOffTheDocumentWhatKafkaDoesNotHaveLeavesAHole() {
        council.remove(3);
        deeds.put(COUNCIL, Set.of(1L, 2L, 3L));
        rows.put(COUNCIL, new Row("w-2", 1));
        assertThat(found()).containsExactlyInAnyOrder(Kind.LOST, Kind.HOLE);
    }

    @Test
    void aReaderThatAppliesAnEventTooEarlyIsAMismatch() {
        Event skipped = council.remove(2);
        assertThat(found()).contains(Kind.HOLE, Kind.MISMATCH);
        council.add(skipped); // and still is when the missing one has come
        council.add(new Event(4, "w-3", 4, false));
        rows.put(COUNCIL, new Row("w-2", 1));
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aReadModelThatTakesOverWhileTheOldOneIsAheadIsAMismatch() {
        rows.put(COUNCIL, new Row("w-1", 0));
        rows.remove(MANDATE);
        assertThat(found()).containsExactly(Kind.MISMATCH, Kind.MISMATCH);
    }

    @Test
    void anEventNobodyActedOnIsLostAndADeedWithoutEventAMismatch() {
        deeds.put(COUNCIL, Set.of(1L, 2L, 4L));
        assertThat(found()).containsExactly(Kind.LOST);
        deeds.put(COUNCIL, Set.of(1L, 2L, 3L, 4L, 5L));
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    @Test
    void aRowThatIsNotTheFoldIsAMismatch() {
        rows.put(COUNCIL, new Row("w-2", 1));
        assertThat(found()).containsExactly(Kind.MISMATCH);
        rows.put(COUNCIL, new Row("w-3", 2));
        assertThat(found()).containsExactly(Kind.MISMATCH);
        rows.remove(COUNCIL);
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    private void append(String mark) {
        long sequence = council.size() + 1L;
        council.add(new Event(sequence, mark, sequence, false));
        deeds.computeIfAbsent(COUNCIL, none -> new HashSet<>()).add(sequence);
        database.put(COUNCIL, new State(sequence, mark, 0));
        rows.put(COUNCIL, new Row(mark, 1));
    }

    private List<Kind> found() {
        Written written = new Written(attempts, accepted, stale);
        return Checker.check(new Observed(written, topic, database, new View(rows, true, deeds))).stream()
                .map(Checker.Fault::kind)
                .toList();
    }
}
