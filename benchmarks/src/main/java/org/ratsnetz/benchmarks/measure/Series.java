package org.ratsnetz.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Systems compared with one another, in alternating rounds of one run of the harness.
 *
 * @param setting what was the same for all, such as the number of callers
 * @param command command line of the harness
 * @param time when it began, ISO 8601
 * @param machine where
 * @param versions of what took part
 * @param others the most processors that others used during a round
 * @param runs all of them
 */
public record Series(
        String setting,
        String command,
        String time,
        Machine machine,
        Map<String, String> versions,
        double others,
        List<Run> runs) {

    public Stream<Run> of(String system) {
        return runs.stream().filter(run -> run.system().equals(system));
    }

    /** One figure of one system over all rounds. */
    public Spread spread(String system, String figure) {
        return Spread.of(of(system).mapToDouble(run -> run.figure(figure)));
    }

    /** One figure of one system over that of another, of the same rounds. */
    public Spread ratio(String system, String to, String figure) {
        return paired(system, to, figure, (one, other) -> one / other);
    }

    /** The same as a difference. */
    public Spread added(String system, String to, String figure) {
        return paired(system, to, figure, (one, other) -> one - other);
    }

    /** One figure of a system over another of the same rounds. */
    public Spread within(String system, String figure, String to) {
        return Spread.of(of(system).mapToDouble(run -> run.figure(figure) / run.figure(to)));
    }

    private Spread paired(String system, String to, String figure, DoubleBinaryOperator operator) {
        DoubleStream values = of(system)
                .flatMapToDouble(run -> of(to).filter(other -> other.round() == run.round())
                        .mapToDouble(other -> operator.applyAsDouble(run.figure(figure), other.figure(figure))));
        return Spread.of(values);
    }
}
