package org.ratsnetz.board;

import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.testing.MeterTable;

class MetersTest {

    @Test
    void theMetersOfTheTableAreServedAndNoOthers() {
        MeterTable.holdsFor(
                "board-service",
                new Http(RunningBoard.shared().management(), null)
                        .get("/actuator/prometheus")
                        .body());
    }
}
