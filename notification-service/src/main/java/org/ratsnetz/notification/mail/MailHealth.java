package org.ratsnetz.notification.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether the mail relay took part when it was last asked; unknown until there was a mail. Mails wait while it does not. */
@Component("mail")
class MailHealth implements HealthIndicator {

    private final MailRelay relay;

    MailHealth(MailRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        return relay.standing()
                .map(standing -> Health.status(standing.answers() ? Status.UP : Status.DOWN)
                        .withDetail("since", standing.since().toString())
                        .withDetail("code", standing.code())
                        .build())
                .orElseGet(() -> Health.unknown().build());
    }
}
