package org.ratsnetz.benchmarks.measure;

import java.util.Map;

/**
 * One system, measured once.
 *
 * @param system who was measured
 * @param round which of the alternating rounds, from 1
 * @param figures what was found, by name
 */
public record Run(String system, int round, Map<String, Double> figures) {

    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }
}
