package org.ratsnetz.standalone.inbox;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.standalone.inbox.Block.Found;

/** The newest messages of a kind, in memory only: they end with the process and leave no trace. The oldest make room. */
final class Archive {

    private final long maxCost;
    private final int maxCount;
    private final NavigableMap<Long, Block> blocks = new TreeMap<>();
    private Block current = new Block(1);
    private String lastFrom = "";
    private long next = 1;
    private int count;
    private long cost;
    private long dropped;

    /**
     * @param maxCost bytes of memory, about
     * @param maxCount messages
     */
    Archive(long maxCost, int maxCount) {
        this.maxCost = maxCost;
        this.maxCount = maxCount;
    }

    /**
     * How full it is.
     *
     * @param kept messages that are there
     * @param dropped messages that had to make room since it was emptied last
     */
    record Level(int kept, long dropped) {}

    /** Keeps a message; threads may come at once. */
    void add(String from, String to, Instant receivedAt, byte[] content) {
        Block full = put(from, to, receivedAt, content);
        if (full != null) {
            long before = full.cost();
            full.pack(); // takes a millisecond, in which others go on
            settle(full, before);
        }
    }

    private synchronized @Nullable Block put(String from, String to, Instant receivedAt, byte[] content) {
        if (!from.equals(lastFrom)) {
            lastFrom = from; // most have the same sender: kept once
        }
        Block block = current;
        long before = block.cost();
        block.add(new Kept(next++, lastFrom, to, receivedAt), content);
        blocks.putIfAbsent(block.first(), block);
        cost += block.cost() - before;
        count++;
        boolean full = block.isFull();
        if (full) {
            current = new Block(next);
        }
        makeRoom();
        return full ? block : null;
    }

    private synchronized void settle(Block packed, long before) {
        if (blocks.containsKey(packed.first())) {
            cost += packed.cost() - before;
        }
    }

    private void makeRoom() {
        while ((cost > maxCost || count > maxCount) && blocks.size() > 1) {
            Block oldest = blocks.pollFirstEntry().getValue();
            cost -= oldest.cost();
            count -= oldest.count();
            dropped += oldest.count();
        }
    }

    synchronized Level level() {
        return new Level(count, dropped);
    }

    /** Forgets everything. */
    synchronized void clear() {
        blocks.clear();
        current = new Block(next);
        count = 0;
        cost = 0;
        dropped = 0;
    }

    /** Messages older than {@code before}, the newest first, read as they are asked for. */
    Stream<Found> newestFirst(long before, Predicate<Kept> wanted) {
        Predicate<Kept> both = wanted.and(kept -> kept.id() < before);
        return older(before).stream()
                .flatMap(block -> block.newestFirst().stream().anyMatch(both)
                        ? block.read().stream().filter(found -> both.test(found.kept()))
                        : Stream.empty());
    }

    private synchronized List<Block> older(long before) {
        return List.copyOf(blocks.headMap(before, false).descendingMap().values());
    }

    Optional<Found> find(long id) {
        return newestFirst(id + 1, kept -> kept.id() == id).findFirst();
    }
}
