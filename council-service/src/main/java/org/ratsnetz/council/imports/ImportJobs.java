package org.ratsnetz.council.imports;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.ImportJob.Lease;
import org.ratsnetz.council.imports.ImportJob.Progress;
import org.ratsnetz.council.imports.ImportJob.State;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.PartialIndexFilter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** All imports. Whatever a worker writes, it writes only while it holds the job. */
class ImportJobs {

    private final MongoOperations mongo;
    private final InstantSource clock;

    /**
     * Works on that database.
     *
     * @param mongo writes with majority and journal
     */
    ImportJobs(MongoOperations mongo, InstantSource clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    void createIndexes() {
        mongo.indexOps(ImportJob.class)
                .createIndex(new Index("author.client", Sort.Direction.ASC).on("_id", Sort.Direction.DESC));
        mongo.indexOps(ImportJob.class)
                .createIndex(new Index("state", Sort.Direction.ASC).on("createdAt", Sort.Direction.ASC));
        mongo.indexOps(ImportJob.class).createIndex(new Index("expires", Sort.Direction.ASC).expire(0));
        mongo.indexOps(ImportJob.class)
                .createIndex(new Index("key", Sort.Direction.ASC)
                        .unique()
                        .partial(PartialIndexFilter.of(where("key").exists(true))));
        mongo.indexOps(LineErrors.class).createIndex(new Index("expires", Sort.Direction.ASC).expire(0));
    }

    /** The job of an upload with that key. */
    Optional<ImportJob> findByKey(String key) {
        return Optional.ofNullable(mongo.findOne(query(where("key").is(key)), ImportJob.class));
    }

    /** Jobs of a client that are not at their end. */
    long unfinishedOf(String client) {
        return mongo.count(
                query(where("author.client").is(client).and("state").in(State.QUEUED, State.RUNNING)), ImportJob.class);
    }

    /** Adds a job; false when there is one with that key already. */
    boolean add(ImportJob job) {
        try {
            mongo.insert(job);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<ImportJob> find(String id) {
        return Optional.ofNullable(mongo.findById(id, ImportJob.class));
    }

    /**
     * Jobs in the order of their creation.
     *
     * @param client only of this client, null for all
     * @param after only jobs beyond this id, null for the first
     */
    List<ImportJob> list(@Nullable String client, @Nullable String after, boolean descending, int limit) {
        Sort.Direction direction = descending ? Sort.Direction.DESC : Sort.Direction.ASC;
        Query query = new Query().with(Sort.by(direction, "_id")).limit(limit);
        if (client != null) {
            query.addCriteria(where("author.client").is(client));
        }
        if (after != null) {
            query.addCriteria(descending ? where("_id").lt(after) : where("_id").gt(after));
        }
        return mongo.find(query, ImportJob.class);
    }

    /** Jobs that are not at their end, oldest first. */
    List<ImportJob> unfinished(int limit) {
        return mongo.find(
                query(where("state").in(State.QUEUED, State.RUNNING))
                        .with(Sort.by("createdAt"))
                        .limit(limit),
                ImportJob.class);
    }

    /** Takes a job that is still as it was seen; empty when another process was faster. */
    Optional<ImportJob> claim(ImportJob seen, String holder) {
        Instant started = seen.startedAt() == null ? clock.instant() : seen.startedAt();
        long beat = seen.lease() == null ? 1 : seen.lease().beat() + 1;
        Update claimed = new Update()
                .set("state", State.RUNNING)
                .set("startedAt", started)
                .set("lease", new Lease(holder, beat));
        Query unchanged = query(where("_id")
                .is(seen.id())
                .and("state")
                .is(seen.state())
                .and("lease")
                .is(seen.lease()));
        return mongo.updateFirst(unchanged, claimed, ImportJob.class).getModifiedCount() == 1
                ? find(seen.id()).filter(job -> heldBy(job, holder))
                : Optional.empty();
    }

    /** Gives a sign of life; false when the job is no longer held. */
    boolean beat(String job, String holder) {
        return update(job, holder, new Update());
    }

    /** Stores how far the job is; false when it is no longer held. */
    boolean checkpoint(String job, String holder, Progress progress) {
        return update(job, holder, new Update().set("progress", progress));
    }

    /** Ends the job; false when it is no longer held. */
    boolean finish(String job, String holder, Progress progress, @Nullable String failure) {
        Update end = new Update()
                .set("progress", progress)
                .set("state", failure == null ? State.DONE : State.FAILED)
                .set("finishedAt", clock.instant())
                .unset("lease");
        if (failure != null) {
            end.set("failure", failure);
        }
        return mongo.updateFirst(held(job, holder), end, ImportJob.class).getModifiedCount() == 1;
    }

    /** Lets another process go on with it at once. */
    void release(String job, String holder) {
        mongo.updateFirst(held(job, holder), new Update().unset("lease"), ImportJob.class);
    }

    /** Stores what is wrong with lines; again for a line is as once. */
    void report(List<LineErrors> lines) {
        var bulk = mongo.bulkOps(BulkMode.UNORDERED, LineErrors.class);
        for (LineErrors line : lines) {
            bulk.replaceOne(
                    query(where("_id").is(line.id())),
                    line,
                    FindAndReplaceOptions.options().upsert());
        }
        if (!lines.isEmpty()) {
            bulk.execute();
        }
    }

    /** What is wrong with the lines after that one, in their order. */
    List<LineErrors> errors(String job, long afterLine, int limit) {
        Criteria ids = where("_id").gt(LineErrors.id(job, afterLine)).lt(job + "0");
        return mongo.find(query(ids).with(Sort.by("_id")).limit(limit), LineErrors.class);
    }

    /** What is wrong with the lines before that one, the last first. */
    List<LineErrors> errorsBefore(String job, long beforeLine, int limit) {
        Criteria ids = where("_id").gt(job + "/").lt(LineErrors.id(job, beforeLine));
        return mongo.find(query(ids).with(Sort.by(Sort.Direction.DESC, "_id")).limit(limit), LineErrors.class);
    }

    private boolean update(String job, String holder, Update update) {
        return mongo.updateFirst(held(job, holder), update.inc("lease.beat", 1), ImportJob.class)
                        .getModifiedCount()
                == 1;
    }

    private static Query held(String job, String holder) {
        return query(where("_id")
                .is(job)
                .and("state")
                .is(State.RUNNING)
                .and("lease.holder")
                .is(holder));
    }

    private static boolean heldBy(ImportJob job, String holder) {
        return job.lease() != null && job.lease().holder().equals(holder);
    }
}
