package org.ratsnetz.benchmarks.publish;

/** One way of doing the use case: load a council, check a rule, write its next version, make the event known. */
public interface Contender extends AutoCloseable {

    /** Puts fresh councils in place. */
    void prepare(int councils) throws Exception;

    /**
     * Does it once, and again on a collision; returns when it would answer its caller.
     *
     * @param council which, from 0
     * @param at when the caller began, in microseconds since 1970
     */
    void update(int council, long at) throws Exception;

    /** Where its events go; empty when it has none. */
    String topic();

    /** How many records Kafka gets for each update. */
    default int recordsPerUpdate() {
        return 1;
    }

    @Override
    void close();
}
