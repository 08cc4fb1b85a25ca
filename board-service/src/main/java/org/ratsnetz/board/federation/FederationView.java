package org.ratsnetz.board.federation;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.consumption.Positions;

/**
 * The rows as readers see them. They are read again at once, but not all the time, when this process has changed some, and after a
 * while in any case, since other processes change them too.
 */
public final class FederationView {

    private static final int NEWEST = 20;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final Supplier<Generation> serving;
    private final BooleanSupplier filling;
    private final long oldestNanos;
    private final long youngestNanos;
    private final LongSupplier nanos;
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Kept kept;
    private volatile @Nullable Failed failed;

    FederationView(
            Supplier<Generation> serving,
            BooleanSupplier filling,
            FederationProperties properties,
            LongSupplier nanos) {
        this.serving = serving;
        this.filling = filling;
        this.oldestNanos = properties.oldest().toNanos();
        this.youngestNanos = properties.youngest().toNanos();
        this.nanos = nanos;
    }

    private record Kept(Snapshot snapshot, int generation, long readAt, long changes) {

        /** A newer generation is not compared: that it takes over only with all that the older one had is seen to elsewhere. */
        boolean includes(Kept other) {
            return generation > other.generation
                    || (generation == other.generation && snapshot.asOf().covers(other.snapshot.asOf()));
        }
    }

    private record Failed(MongoException failure, long at) {}

    /** Whether the figures began empty after a restore and have not caught up since. */
    public boolean filling() {
        return filling.getAsBoolean();
    }

    /** This process has changed rows. */
    void changed() {
        changes.incrementAndGet();
    }

    /**
     * All rows, at most a second old, and with all that this process did until {@code youngest} ago.
     *
     * @throws MongoException within some two seconds when the database does not answer
     */
    public Snapshot now() {
        Kept now = kept;
        if (now != null && fresh(now)) {
            return now.snapshot();
        }
        refuseAfterFailure();
        lock();
        try {
            now = kept;
            if (now == null || !fresh(now)) {
                refuseAfterFailure();
                now = tried();
            }
            return now.snapshot();
        } finally {
            reading.unlock();
        }
    }

    private void lock() {
        try {
            if (!reading.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new MongoTimeoutException("the figures are being read and take too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted while waiting for the figures", e);
        }
    }

    /** Readers that waited for someone's try in vain do not queue up to try themselves, one after the other. */
    private void refuseAfterFailure() {
        Failed last = failed;
        if (last != null && nanos.getAsLong() - last.at() < PATIENCE_NANOS) {
            throw new MongoException("the figures could not be read a moment ago", last.failure());
        }
    }

    private Kept tried() {
        try {
            Kept read = keep(read());
            failed = null;
            return read;
        } catch (MongoException e) {
            failed = new Failed(e, nanos.getAsLong());
            throw e;
        }
    }

    /** All rows as they are at this moment. */
    public Snapshot latest() {
        Kept now = read();
        keep(now);
        return now.snapshot();
    }

    /** Of two readings that overlapped the one that includes more stays, whichever ended first, so that no reader is led back. */
    private synchronized Kept keep(Kept read) {
        Kept before = kept;
        if (before == null || read.includes(before)) {
            kept = read;
            return read;
        }
        return before;
    }

    /**
     * What one council is and has changed last, as it is at this moment; no row when the council is not known. A council's documents are
     * few, so that its newest changes are sorted without an index of their own.
     */
    public Snapshot latest(String ags) {
        Generation generation = serving.get();
        Positions asOf = positions(generation);
        Map<String, Row> rows = new LinkedHashMap<>();
        generation
                .rows()
                .withDocumentClass(Row.class)
                .find(Filters.and(Filters.eq("_id", ags), Filters.exists("basis")))
                .forEach(row -> rows.put(row.ags(), row));
        return new Snapshot(asOf, rows, news(generation, Filters.eq("ags", ags)));
    }

    private boolean fresh(Kept now) {
        long age = nanos.getAsLong() - now.readAt();
        boolean unchanged = now.changes() == changes.get()
                && now.generation() == serving.get().number();
        return age < (unchanged ? oldestNanos : youngestNanos);
    }

    /** The positions are read before the rows, so that the rows include at least those. */
    private Kept read() {
        long at = nanos.getAsLong();
        long seen = changes.get();
        Generation generation = serving.get();
        Positions asOf = positions(generation);
        Map<String, Row> rows = new LinkedHashMap<>();
        generation
                .rows()
                .withDocumentClass(Row.class)
                .find(Filters.exists("basis"))
                .sort(Sorts.ascending("_id"))
                .batchSize(1000)
                .forEach(row -> rows.put(row.ags(), row));
        return new Kept(new Snapshot(asOf, rows, news(generation, Filters.empty())), generation.number(), at, seen);
    }

    /** How far a generation's rows have come. */
    static Positions positions(Generation generation) {
        Map<String, Map<Integer, Long>> all = new TreeMap<>();
        generation.rows().find(Filters.exists(Derivation.OFFSETS)).forEach(topic -> {
            Map<Integer, Long> offsets = new TreeMap<>();
            topic.get(Derivation.OFFSETS, Document.class)
                    .forEach((partition, offset) ->
                            offsets.put(Integer.valueOf(partition), ((Number) offset).longValue()));
            all.put(topic.getString("_id").substring(Derivation.POSITIONS.length()), offsets);
        });
        return new Positions(all);
    }

    private static List<Snapshot.News> news(Generation generation, Bson whose) {
        List<Snapshot.News> news = new ArrayList<>();
        String field = MandateDocument.NEWS;
        generation
                .documents()
                .find(Filters.and(whose, Filters.exists(field + ".at")))
                .sort(Sorts.descending(field + ".at", "_id"))
                .limit(NEWEST)
                .forEach(document -> news.add(news(document, document.get(field, Document.class))));
        return news;
    }

    private static Snapshot.News news(Document document, Document change) {
        return new Snapshot.News(
                document.getString("ags"),
                change.getString("type"),
                document.getString("_id"),
                change.getList("fields", String.class, List.of()),
                change.getDate("at").toInstant(),
                document.getString(MandateDocument.PERSON),
                document.getString(MandateDocument.KIND));
    }
}
