package org.ratsnetz.benchmarks.publish;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** The use case: councils of 2 KB, events of 500 bytes. */
public final class Case {

    /** Name of council number n. */
    public static String name(int council) {
        return "council-" + council;
    }

    private static final String STATE_FILLING = "x".repeat(1_900);
    private static final String EVENT_FILLING = "x".repeat(400);

    private Case() {}

    /** A council's state, some 2 KB as BSON. */
    public record Council(String name, long number, String filling) {

        public static Council first(String name) {
            return new Council(name, 0, STATE_FILLING);
        }

        /**
         * The next state.
         *
         * @throws IllegalStateException when the rule forbids it
         */
        public Council next() {
            if (number == Long.MAX_VALUE) {
                throw new IllegalStateException("no more changes");
            }
            return new Council(name, number + 1, filling);
        }

        /** What the change to this state makes known. */
        public Written written(long at) {
            return new Written(name, number, at, EVENT_FILLING);
        }
    }

    /**
     * The event, some 500 bytes as JSON.
     *
     * @param council which was written
     * @param number how often it has been written
     * @param at when the caller began, in microseconds since 1970
     */
    @JsonTypeName("benchmark-written")
    public record Written(String council, long number, long at, String filling) {}
}
