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

    /**
     * Any shape.
     *
     * @param injection each has documents of its own
     * @param rivals whether many write few documents
     */
    static Shape drawn(Random random, int injection, boolean rivals) {
        int councils = rivals ? 5 : 6 + random.nextInt(10);
        List<String> documents = new ArrayList<>();
        for (int council = 0; council < councils; council++) {
            String ags = prefix(injection) + "%03d".formatted(council);
            documents.add(ags);
            int mandates = rivals ? 1 : random.nextInt(5);
            for (int mandate = 0; mandate < mandates; mandate++) {
                documents.add(ags + "/m" + mandate);
            }
        }
        int callers = rivals ? 64 : 4 + random.nextInt(28);
        int pace = rivals ? 0 : callers + random.nextInt(40);
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
