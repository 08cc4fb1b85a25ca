package org.ratsnetz.notification.sms;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the message centre can be reached ({@code sms} in the health of the service). Without it messages wait and all else goes on,
 * so that is {@code DEGRADED} and no reason to take the service out.
 */
final class SmsHealth implements HealthIndicator {

    private final SmsRelay relay;

    SmsHealth(SmsRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        return relay.trouble()
                .map(trouble -> Health.status(new Status("DEGRADED")).withDetail("trouble", trouble))
                .orElseGet(Health::up)
                .build();
    }
}
