package org.ratsnetz.platform.consumption;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether every feature that should hear still does; a consumer that died does not come back by itself. */
final class ConsumersHealth implements HealthIndicator {

    private final Consumers consumers;

    ConsumersHealth(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Consumption consumption : consumers.all()) {
            if (!consumption.running()) {
                health.down();
            }
            health.withDetail(
                    consumption.hearing().groupId(),
                    !consumption.running() ? "dead" : consumption.paused() ? "paused" : "running");
        }
        return health.build();
    }
}
