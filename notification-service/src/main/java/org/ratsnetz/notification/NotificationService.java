package org.ratsnetz.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service that will tell subscribers what happens. It publishes nothing and hears nothing yet: no relay, no topics, and
 * no look at the database before it is there.
 */
@SpringBootApplication(
        excludeName = {
            "org.ratsnetz.platform.publication.PublicationAutoConfiguration",
            "org.ratsnetz.platform.consumption.ConsumptionAutoConfiguration"
        })
public class NotificationService {

    public static void main(String[] arguments) {
        SpringApplication.run(NotificationService.class, arguments);
    }
}
