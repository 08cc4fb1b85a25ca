package org.ratsnetz.benchmarks.publish;

/**
 * What a contender's process is told to do.
 *
 * @param what {@code prepare}, {@code closed}, {@code open}, {@code listen}, {@code write} or {@code drained}
 * @param councils how many there are
 * @param skew of their choice
 * @param callers of a closed loop
 * @param perSecond of an open loop
 * @param warmUp seconds before it counts
 * @param seconds that count
 * @param updates how many to write
 */
record Order(String what, int councils, double skew, int callers, int perSecond, int warmUp, int seconds, int updates) {

    static Order prepare(int councils) {
        return new Order("prepare", councils, 0, 0, 0, 0, 0, 0);
    }

    static Order closed(int councils, double skew, int callers, int warmUp, int seconds) {
        return new Order("closed", councils, skew, callers, 0, warmUp, seconds, 0);
    }

    static Order open(int councils, double skew, int perSecond, int warmUp, int seconds) {
        return new Order("open", councils, skew, 0, perSecond, warmUp, seconds, 0);
    }

    /** Hears the topic from now on. */
    static Order listen() {
        return new Order("listen", 0, 0, 0, 0, 0, 0, 0);
    }

    /** So many updates, uniform, whatever becomes of their events. */
    static Order write(int councils, int updates) {
        return new Order("write", councils, 0, 256, 0, 0, 0, updates);
    }

    /** Reports once so many records are with Kafka since {@code write}. */
    static Order drained(int updates) {
        return new Order("drained", 0, 0, 0, 0, 0, 0, updates);
    }
}
