package org.ratsnetz.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    private static final Served SERVED = Served.of(Map.of("gateway", """
            # TYPE a_total counter
            a_total{state="x"} 1
            a_total{state="y"} 1
            b 2
            b_seconds_bucket{le="0.1"} 2
            """));

    @Test
    void findsTheMetricsTheirConditionsAndTheLabels() {
        String expression = """
                sum by (job, le) (rate(a_total{state="x", job=~"g.*"}[5m])) > 0.05 * max without (b) (c) unless on (d) (e offset 1d)
                  and absent(up) or histogram_quantile(0.9, sum(f_bucket) by (le)) + label_replace(g, "a", "b", "c", "d")""";
        assertThat(PromQl.selectors(expression))
                .containsExactly(
                        new PromQl.Selector(
                                "a_total",
                                List.of(
                                        new PromQl.Condition("state", "=", "x"),
                                        new PromQl.Condition("job", "=~", "g.*"))),
                        new PromQl.Selector("c", List.of()),
                        new PromQl.Selector("e", List.of()),
                        new PromQl.Selector("up", List.of()),
                        new PromQl.Selector("f_bucket", List.of()),
                        new PromQl.Selector("g", List.of()));
        assertThat(PromQl.labels(expression)).containsExactly("b", "d", "job", "le");
    }

    @Test
    void whatIsServedIsNoMistake() {
        assertThat(SERVED.mistakes("sum by (state, job) (rate(a_total{state=~\"x|y\", job=\"gateway\"}[1m])) > b"))
                .isEmpty();
    }

    @Test
    void aMetricALabelOrAValueThatIsNotServedIsFound() {
        assertThat(SERVED.mistakes("a_count")).containsExactly("nobody serves a_count");
        assertThat(SERVED.mistakes("a_total{sate=\"x\"}")).containsExactly("a_total has no label sate");
        assertThat(SERVED.mistakes("a_total{state=\"z\"}")).containsExactly("no a_total has state=z");
        assertThat(SERVED.mistakes("sum by (kind) (b)")).containsExactly("nothing in it has a label kind");
        assertThat(SERVED.mistakes("b{job=\"gatewy\"}")).containsExactly("no b has job=gatewy");
        assertThat(Set.copyOf(SERVED.mistakes("a_count + c"))).hasSize(2);
    }
}
