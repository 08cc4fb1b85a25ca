package org.ratsnetz.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.testing.MeterTable;

class MetersTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void theMetersOfTheTableAreServedAndNoOthers() {
        URI address = URI.create("http://127.0.0.1:" + GATEWAY.managementPort() + "/actuator/prometheus");
        MeterTable.holdsFor(
                "gateway", GATEWAY.send(HttpRequest.newBuilder(address)).body());
    }
}
