package org.ratsnetz.board;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the association's view. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BoardService {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(BoardService.class, arguments);
    }
}
