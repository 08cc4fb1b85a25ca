package org.ratsnetz.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.standalone.crash.Checker.Kind;
import org.ratsnetz.standalone.crash.Observed.Accepted;
import org.ratsnetz.standalone.crash.Observed.Event;
import org.ratsnetz.standalone.crash.Observed.Row;
import org.ratsnetz.standalone.crash.Observed.State;

/** A checker that finds nothing proves nothing: each fault is planted once. */
class CheckerTest {

    private static final String COUNCIL = "05315000";
    private static final String MANDATE = "05315000/m1";

    private final Map<String, String> attempts = new HashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Event> council = new ArrayList<>();
    private final Map<String, List<Event>> topic = new HashMap<>();
    private final Map<String, State> database = new HashMap<>();
    private final Map<String, Row> rows = new HashMap<>();

    @BeforeEach
    void aGoodRun() {
        council.add(new Event(1, "Integrationsrat", false));
        for (int i = 1; i <= 3; i++) {
            attempts.put("w-" + i, COUNCIL);
            accepted.add(new Accepted("w-" + i, COUNCIL, i + 1));
            council.add(new Event(i + 1, "w-" + i, false));
        }
        topic.put(COUNCIL, council);
        attempts.put("w-m", MANDATE);
        topic.put(MANDATE, new ArrayList<>(List.of(new Event(1, "w-m", true))));
        database.put(COUNCIL, new State(4, "w-3", 0));
        database.put(MANDATE, new State(1, "w-m", 0));
        rows.put(COUNCIL, new Row("w-3", 1));
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
        append("w-m");
        assertThat(found()).containsExactly(Kind.PHANTOM);
    }

    @Test
    void twoDifferentEventsOfOneSequenceAreAMismatch() {
        council.add(new Event(4, "w-1", false));
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
    void aRowThatIsNotTheFoldIsAMismatch() {
        rows.put(COUNCIL, new Row("w-2", 1));
        assertThat(found()).containsExactly(Kind.MISMATCH);
        rows.put(COUNCIL, new Row("w-3", 2));
        assertThat(found()).containsExactly(Kind.MISMATCH);
        rows.clear();
        assertThat(found()).containsExactly(Kind.MISMATCH);
    }

    private void append(String mark) {
        council.add(new Event(council.size() + 1L, mark, false));
        database.put(COUNCIL, new State(council.size(), mark, 0));
        rows.put(COUNCIL, new Row(mark, 1));
    }

    private List<Kind> found() {
        return Checker.check(new Observed(attempts, accepted, topic, database, rows)).stream()
                .map(Checker.Fault::kind)
                .toList();
    }
}
