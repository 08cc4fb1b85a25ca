package org.ratsnetz.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service that tells subscribers what happens. */
@SpringBootApplication
public class NotificationService {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(NotificationService.class, arguments);
    }
}
