package org.ratsnetz.benchmarks.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What wrk says. */
class WrkTest {

    private static final String SAID = """
            Running 2s test @ http://127.0.0.1:1/
              Latency Distribution
                 50%  311.00us
                 75%  401.00us
                 90%    0.88ms
                 99%    1.20s
              195731 requests in 2.10s, 228.13MB read
            Requests/sec:  93206.48
            Transfer/sec:    108.63MB
            """;

    @Test
    void itsRateAndTimesAreRead() throws Exception {
        assertThat(Wrk.figures(SAID)).isEqualTo(Map.of("perSecond", 93_206.48, "p50ms", 0.311, "p99ms", 1_200.0));
    }

    @Test
    void aRunWithRefusalsCountsForNothing() {
        assertThatThrownBy(() -> Wrk.figures(SAID + "  Non-2xx or 3xx responses: 12\n"))
                .hasMessageContaining("Not all requests");
    }
}
