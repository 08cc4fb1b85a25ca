package org.ratsnetz.platform.publication;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents as this process last wrote or read them, least recently used first out, bounded by bytes. Only a conditional write
 * proves that one was current. Belongs to one writer.
 */
final class Remembered<S> {

    /** What a document costs beside the records it owes, roughly. */
    private static final int OVERHEAD = 2048;

    private final Map<String, Stored<S>> documents = new LinkedHashMap<>(256, 0.75f, true);
    private final long limit;
    private long bytes;

    Remembered(long limit) {
        this.limit = limit;
    }

    @Nullable
    Stored<S> get(String id) {
        return documents.get(id);
    }

    void put(Stored<S> stored) {
        Stored<S> before = documents.put(stored.id(), stored);
        bytes += weight(stored) - (before == null ? 0 : weight(before));
        Iterator<Stored<S>> oldest = documents.values().iterator();
        while (bytes > limit && oldest.hasNext()) {
            bytes -= weight(oldest.next());
            oldest.remove();
        }
    }

    void forget(String id) {
        Stored<S> before = documents.remove(id);
        if (before != null) {
            bytes -= weight(before);
        }
    }

    private static long weight(Stored<?> stored) {
        return OVERHEAD + stored.outboxBytes();
    }
}
