package org.ratsnetz.council;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service. */
@SpringBootApplication
@EnableScheduling
public class CouncilService {

    /** Starts the service. */
    public static void main(String[] arguments) {
        SpringApplication.run(CouncilService.class, arguments);
    }
}
