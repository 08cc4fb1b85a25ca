package org.ratsnetz.gateway.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The frames of the last minutes, bounded by age and by bytes, and which events they show, so that what is sent again is not shown
 * again.
 */
final class Window {

    /** An event is the same as another when these are. */
    record Key(String topic, String subject, long sequence, int epoch) {}

    private record Entry(Frame frame, Key key, Instant read) {}

    private final Duration age;
    private final long bytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Set<Key> shown = new HashSet<>();
    private long held;
    private Position start;

    Window(Duration age, long bytes, Position start) {
        this.age = age;
        this.bytes = bytes;
        this.start = start;
    }

    /** Whether an event is in the window already. */
    synchronized boolean holds(Key key) {
        return shown.contains(key);
    }

    synchronized void add(Frame frame, Key key, Instant now) {
        entries.addLast(new Entry(frame, key, now));
        shown.add(key);
        held += frame.size();
        Instant oldest = now.minus(age);
        while (!entries.isEmpty() && (held > bytes || entries.getFirst().read().isBefore(oldest))) {
            forget(entries.removeFirst());
        }
    }

    private void forget(Entry gone) {
        shown.remove(gone.key());
        held -= gone.frame().size();
        start = start.with(gone.frame().slot(), gone.frame().offset() + 1);
    }

    /**
     * What a viewer at some position has missed.
     *
     * @param from that position, or the window's start where that is further
     * @param frames oldest first
     */
    record Rest(Position from, List<Frame> frames) {}

    /**
     * The frames after a position.
     *
     * @param last number of the last frame wanted
     * @return empty when some of them are no longer here
     */
    synchronized Optional<List<Frame>> since(Position position, long last) {
        return position.reaches(start) ? Optional.of(after(position, last)) : Optional.empty();
    }

    /** The frames after a position as far as they are still here. */
    synchronized Rest rest(Position position, long last) {
        Position from = position.orFurther(start);
        return new Rest(from, after(from, last));
    }

    private List<Frame> after(Position position, long last) {
        List<Frame> frames = new ArrayList<>();
        for (Entry entry : entries) {
            Frame frame = entry.frame();
            if (frame.number() <= last && position.before(frame.slot(), frame.offset())) {
                frames.add(frame);
            }
        }
        return frames;
    }
}
