package org.ratsnetz.platform.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How a load is spread.
 *
 * @param callers how many write at once
 * @param documents what they write; a document remembers 200 keys a day, so few would soon refuse
 * @param skew how much the first documents are preferred: 0 not at all, 1 as words in a language
 * @param paceMillis how long a caller thinks at most before its next write
 * @param conditional which part of the writes names the version that was seen
 */
record Shape(int callers, List<String> documents, double skew, int paceMillis, double conditional) {

    /** What a fault needs of its load. */
    enum Wish {
        /** Nothing. */
        ANY,
        /** Many callers and few documents. */
        RIVALS,
        /** That it lasts for half a minute. */
        LASTING
    }

    /**
     * Any shape.
     *
     * @param injection each has documents of its own
     */
    static Shape drawn(Random random, int injection, Wish wish) {
        int councils = switch (wish) {
            case ANY -> 6 + random.nextInt(10);
            case RIVALS -> 5;
            case LASTING -> 30 + random.nextInt(20);
        };
        List<String> documents = new ArrayList<>();
        for (int council = 0; council < councils; council++) {
            String ags = prefix(injection) + "%03d".formatted(council);
            documents.add(ags);
            int mandates = wish == Wish.RIVALS ? 1 : random.nextInt(5);
            for (int mandate = 0; mandate < mandates; mandate++) {
                documents.add(ags + "/m" + mandate);
            }
        }
        int callers = wish == Wish.RIVALS ? 64 : 4 + random.nextInt(28);
        int pace = switch (wish) {
            case ANY -> callers + random.nextInt(40);
            case RIVALS -> 0;
            case LASTING -> 6 * callers;
        };
        return new Shape(callers, documents, random.nextDouble() * 1.2, pace, random.nextDouble() * 0.4);
    }

    /** How the ids of an injection's documents begin. */
    static String prefix(int injection) {
        return "%05d".formatted(injection);
    }

    String pick(Random random, Set<String> full) {
        double sum = 0;
        for (int i = 0; i < documents.size(); i++) {
            sum += weight(i);
        }
        for (int tries = 0; tries < 100; tries++) {
            String document = at(random.nextDouble() * sum);
            if (!full.contains(document)) {
                return document;
            }
        }
        throw new IllegalStateException("all documents are full");
    }

    private String at(double place) {
        double left = place;
        for (int i = 0; i < documents.size(); i++) {
            left -= weight(i);
            if (left < 0) {
                return documents.get(i);
            }
        }
        return documents.getLast();
    }

    private double weight(int index) {
        return Math.pow(index + 1.0, -skew);
    }
}
