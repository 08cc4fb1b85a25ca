package org.ratsnetz.benchmarks.publish;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Which council is written next: Zipf, so that few are written often; uniform with skew 0. */
public final class Choice {

    private final double[] cumulated;

    /** Of so many councils. */
    public Choice(int councils, double skew) {
        cumulated = new double[councils];
        double sum = 0;
        for (int i = 0; i < councils; i++) {
            sum += 1 / Math.pow(i + 1, skew);
            cumulated[i] = sum;
        }
    }

    /** Number of the next, from 0. */
    public int next() {
        double point = ThreadLocalRandom.current().nextDouble(cumulated[cumulated.length - 1]);
        int at = Arrays.binarySearch(cumulated, point);
        return at >= 0 ? at : -at - 1;
    }
}
