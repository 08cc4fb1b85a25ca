package org.ratsnetz.platform.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the writers were told with the topic, the database and the read model. The topic is read as a consumer
 * reads it: per document only what is the last sequence plus one counts.
 */
public final class Checker {

    /** What can be wrong. */
    public enum Kind {
        LOST,
        REORDERED,
        HOLE,
        DUPLICATE,
        PHANTOM,
        MISMATCH
    }

    /** One thing that is wrong. */
    public record Fault(Kind kind, String text) {

        /** Whether waiting cannot make it good. */
        public boolean isFinal() {
            return kind == Kind.DUPLICATE || kind == Kind.PHANTOM || kind == Kind.REORDERED;
        }
    }

    /** Marks of writers begin so; others are older than the run. */
    public static final String OURS = "w-";

    private final Observed observed;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, List<Observed.Event>> folded = new TreeMap<>();
    private final Map<String, String> told = new HashMap<>();

    private Checker(Observed observed) {
        this.observed = observed;
    }

    /** All faults, none when everything is as it was promised. */
    public static List<Fault> check(Observed observed) {
        Checker checker = new Checker(observed);
        observed.topic().forEach(checker::fold);
        checker.folded.forEach(checker::checkMarks);
        checker.folded.forEach(checker::checkMemory);
        checker.checkAccepted();
        checker.checkOrder();
        checker.checkStale();
        checker.checkDatabase();
        checker.checkRows();
        checker.checkDeeds();
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

    private void checkMarks(String document, List<Observed.Event> events) {
        for (Observed.Event event : events) {
            String mark = event.mark();
            if (mark == null || !mark.startsWith(OURS)) {
                continue;
            }
            String before = told.putIfAbsent(mark, document);
            if (before != null) {
                fault(
                        Kind.DUPLICATE,
                        mark + " of " + before + " was applied twice, again as " + document + " " + event.sequence());
            }
            if (!document.equals(observed.written().attempts().get(mark))) {
                fault(Kind.PHANTOM, mark + " of " + document + " was never written there");
            }
        }
    }

    /** A state that counts its writes forgets none of them. */
    private void checkMemory(String document, List<Observed.Event> events) {
        for (int i = 1; i < events.size(); i++) {
            long before = events.get(i - 1).writes();
            if (before > 0 && events.get(i).writes() != before + 1) {
                fault(Kind.LOST, document + " forgets at " + events.get(i).sequence() + " what was written before");
            }
        }
    }

    private void checkAccepted() {
        for (Observed.Accepted write : observed.written().accepted()) {
            if (sequenceOf(write.document(), write.mark()) == 0) {
                fault(Kind.LOST, write.mark() + " was answered but is not among the events of " + write.document());
            }
        }
    }

    /** Answers name content versions; events must follow in the same order. */
    private void checkOrder() {
        Map<String, List<Observed.Accepted>> byDocument = new TreeMap<>();
        observed.written().accepted().stream()
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

    /** Who is told 412 had seen something older than what is, and nothing was written. */
    private void checkStale() {
        for (Observed.Stale write : observed.written().stale()) {
            if (write.current() <= write.seen()) {
                fault(
                        Kind.MISMATCH,
                        write.mark() + " was refused at " + write.seen() + " of " + write.document() + ", which was at "
                                + write.current());
            }
            if (told.containsKey(write.mark())) {
                fault(Kind.PHANTOM, write.mark() + " of " + write.document() + " was refused, and written");
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
        Observed.View view = observed.view();
        view.rows().forEach((document, row) -> {
            String mark = lastMark(folded.getOrDefault(document, List.of()));
            long filled = folded.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(document + "/"))
                    .filter(entry -> !entry.getValue().isEmpty()
                            && entry.getValue().getLast().counts())
                    .count();
            if (!Objects.equals(row.mark(), mark) || row.filled() != filled) {
                fault(Kind.MISMATCH, document + " is shown as " + row + ", the topic says " + mark + ", " + filled);
            }
        });
        folded.keySet().stream()
                .filter(document -> view.parts() || !document.contains("/"))
                .filter(document -> !view.rows().containsKey(document))
                .forEach(document -> fault(Kind.MISMATCH, document + " is not shown"));
    }

    /** Who acts on each event, in whatever order they come, skips none, and acts on nothing else. */
    private void checkDeeds() {
        Map<String, Set<Long>> deeds = observed.view().deeds();
        if (deeds == null) {
            return;
        }
        folded.forEach((document, events) -> {
            Set<Long> missing = new TreeSet<>();
            events.forEach(event -> missing.add(event.sequence()));
            missing.removeAll(deeds.getOrDefault(document, Set.of()));
            if (!missing.isEmpty()) {
                fault(Kind.LOST, "nobody acted on " + missing + " of " + document);
            }
        });
        deeds.forEach((document, acted) -> {
            Set<Long> surplus = new TreeSet<>(acted);
            observed.topic().getOrDefault(document, List.of()).forEach(event -> surplus.remove(event.sequence()));
            if (!surplus.isEmpty()) {
                fault(Kind.MISMATCH, "somebody acted on " + surplus + " of " + document + ", which nobody told");
            }
        });
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
