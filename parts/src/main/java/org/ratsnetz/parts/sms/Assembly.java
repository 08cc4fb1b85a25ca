package org.ratsnetz.parts.sms;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts parts together as a phone does: by sender, number, reference and total. What stays incomplete goes, the oldest first. */
final class Assembly {

    private static final int INCOMPLETE = 1_000;

    private record Key(String from, String to, int reference, int total) {}

    private record Received(Segment segment, String id) {}

    private final Map<Key, SortedMap<Integer, Received>> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SortedMap<Integer, Received>> eldest) {
            return size() > INCOMPLETE;
        }
    };

    /** The message, when this was the last part that was missing. */
    synchronized Optional<Message> add(Segment segment, String id, Instant now) {
        Key key = new Key(segment.from(), segment.to(), segment.reference(), segment.total());
        SortedMap<Integer, Received> parts = waiting.computeIfAbsent(key, _ -> new TreeMap<>());
        parts.put(segment.number(), new Received(segment, id));
        if (parts.size() < segment.total()) {
            return Optional.empty();
        }
        waiting.remove(key);
        String text = parts.values().stream()
                .map(received -> received.segment().text())
                .collect(Collectors.joining());
        return Optional.of(new Message(
                parts.sequencedValues().getLast().id(),
                segment.from(),
                segment.to(),
                text,
                segment.total(),
                now,
                segment.headers()));
    }
}
