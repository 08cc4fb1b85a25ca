package org.ratsnetz.council;

import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.testing.MeterTable;

class MetersTest {

    @Test
    void theMetersOfTheTableAreServedFromTheStartAndNoOthers() {
        try (Office office = Office.open("council-meters")) {
            MeterTable.holdsFor("council-service", office.service().management("/actuator/prometheus"));
        }
    }
}
