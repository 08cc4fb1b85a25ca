package org.ratsnetz.notification;

import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.testing.MeterTable;

class MetersTest {

    @Test
    void theMetersOfTheTableAreServedAndNoOthers() {
        MeterTable.holdsFor(
                "notification-service", RunningNotification.shared().service().management("/actuator/prometheus"));
    }
}
