package org.ratsnetz.standalone.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the writers were told with the topic, the database and the read model. The topic is read as a consumer
 * reads it: per document only what is the last sequence plus one counts.
 */
final class Checker {

    /** What can be wrong. */
    enum Kind {
        LOST,
        REORDERED,
        HOLE,
        DUPLICATE,
        PHANTOM,
        MISMATCH
    }

    /** One thing that is wrong. */
    record Fault(Kind kind, String text) {}

    /** Marks of writers begin so; others are older than the run. */
    static final String OURS = "w-";

    private final Observed observed;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, List<Observed.Event>> folded = new TreeMap<>();

    private Checker(Observed observed) {
        this.observed = observed;
    }

    /** All faults, none when everything is as it was promised. */
    static List<Fault> check(Observed observed) {
        Checker checker = new Checker(observed);
        observed.topic().forEach(checker::fold);
        checker.checkAccepted();
        checker.checkOrder();
        checker.folded.forEach(checker::checkMarks);
        checker.checkDatabase();
        checker.checkRows();
        return checker.faults;
    }

    private void fold(String document, List<Observed.Event> records) {
        Map<Long, Observed.Event> bySequence = new HashMap<>();
        List<Observed.Event> applied = new ArrayList<>();
        long highest = 0;
        for (Observed.Event event : records) {
            highest = Math.max(highest, event.sequence());
            Observed.Event twin = bySequence.putIfAbsent(event.sequence(), event);
            if (twin != null && !twin.equals(event)) {
                fault(Kind.MISMATCH, document + " has two different events " + event.sequence());
            }
            if (event.sequence() == applied.size() + 1) {
                applied.add(event);
            }
        }
        folded.put(document, applied);
        if (highest > applied.size()) {
            fault(Kind.HOLE, document + " misses event " + (applied.size() + 1) + " of " + highest);
        }
    }

    private void checkAccepted() {
        for (Observed.Accepted write : observed.accepted()) {
            if (sequenceOf(write.document(), write.mark()) == 0) {
                fault(Kind.LOST, write.mark() + " was answered but is not among the events of " + write.document());
            }
        }
    }

    /** Answers name content versions; events must follow in the same order. */
    private void checkOrder() {
        Map<String, List<Observed.Accepted>> byDocument = new TreeMap<>();
        observed.accepted().stream()
                .filter(write -> write.content() > 0)
                .forEach(write -> byDocument
                        .computeIfAbsent(write.document(), document -> new ArrayList<>())
                        .add(write));
        byDocument.forEach((document, writes) -> {
            writes.sort(Comparator.comparingLong(Observed.Accepted::content));
            long last = 0;
            for (Observed.Accepted write : writes) {
                long sequence = sequenceOf(document, write.mark());
                if (sequence > 0 && sequence <= last) {
                    fault(Kind.REORDERED, write.mark() + " of " + document + " was answered later, but told earlier");
                }
                last = Math.max(last, sequence);
            }
        });
    }

    private void checkMarks(String document, List<Observed.Event> events) {
        Set<String> seen = new HashSet<>();
        for (Observed.Event event : events) {
            String mark = event.mark();
            if (mark == null || !mark.startsWith(OURS)) {
                continue;
            }
            if (!seen.add(mark)) {
                fault(Kind.DUPLICATE, mark + " of " + document + " was applied twice, again as " + event.sequence());
            }
            if (!document.equals(observed.attempts().get(mark))) {
                fault(Kind.PHANTOM, mark + " of " + document + " was never written there");
            }
        }
    }

    private void checkDatabase() {
        observed.database().forEach((document, state) -> {
            List<Observed.Event> events = folded.getOrDefault(document, List.of());
            if (state.sequence() > events.size()) {
                fault(Kind.HOLE, document + " is at " + state.sequence() + ", its events end at " + events.size());
            } else if (state.sequence() < events.size() || !Objects.equals(state.mark(), lastMark(events))) {
                fault(Kind.MISMATCH, document + " is stored as " + state + ", told as " + lastMark(events));
            }
            if (state.pending() > 0) {
                fault(Kind.LOST, document + " still owes " + state.pending() + " events");
            }
        });
        folded.keySet().stream()
                .filter(document -> !observed.database().containsKey(document))
                .forEach(document -> fault(Kind.MISMATCH, document + " has events but is not stored"));
    }

    private void checkRows() {
        observed.rows().forEach((ags, row) -> {
            String mark = lastMark(folded.getOrDefault(ags, List.of()));
            long filled = folded.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(ags + "/"))
                    .filter(entry -> !entry.getValue().isEmpty()
                            && entry.getValue().getLast().counts())
                    .count();
            if (!Objects.equals(row.mark(), mark) || row.filled() != filled) {
                fault(Kind.MISMATCH, ags + " is shown as " + row + ", the topic says " + mark + ", " + filled);
            }
        });
        folded.keySet().stream()
                .filter(document -> !document.contains("/") && !observed.rows().containsKey(document))
                .forEach(document -> fault(Kind.MISMATCH, document + " is not shown"));
    }

    private long sequenceOf(String document, String mark) {
        return folded.getOrDefault(document, List.of()).stream()
                .filter(event -> mark.equals(event.mark()))
                .mapToLong(Observed.Event::sequence)
                .findFirst()
                .orElse(0);
    }

    private static @Nullable String lastMark(List<Observed.Event> events) {
        return events.isEmpty() ? null : events.getLast().mark();
    }

    private void fault(Kind kind, String text) {
        faults.add(new Fault(kind, text));
    }
}
