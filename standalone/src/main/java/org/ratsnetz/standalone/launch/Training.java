package org.ratsnetz.standalone.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the start-up caches that are missing, one after the other, at the lowest priority, while the platform runs. A
 * training run has a database of its own and ends before it would open a port or hear a topic.
 */
final class Training {

    private static final Logger log = LoggerFactory.getLogger(Training.class);
    private static final String DATABASE = "training";

    private final List<ServiceProcess> services;
    private final UnaryOperator<String> mongodb;
    private final Path logs;

    Training(List<ServiceProcess> services, UnaryOperator<String> mongodb, Path logs) {
        this.services = services;
        this.mongodb = mongodb;
        this.logs = logs;
    }

    /** Trains until all caches are there or the thread is interrupted. */
    void run() throws InterruptedException {
        for (ServiceProcess service : services) {
            if (!Files.exists(service.program().cache())) {
                train(service);
            }
        }
    }

    private void train(ServiceProcess service) throws InterruptedException {
        Map<String, String> variables = new HashMap<>(service.environment());
        variables.computeIfPresent("SPRING_MONGODB_URI", (name, uri) -> mongodb.apply(DATABASE));
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(service.training());
        Output output = new Output.ToFile(logs.resolve("training.log"));
        Child child = Child.start(command, variables, output);
        try {
            keep(service, child.ended().get());
        } catch (InterruptedException e) {
            child.kill();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(ServiceProcess service, int code) {
        Path made = Path.of(service.program().cache() + ".part");
        try {
            if (code == 0 && Files.exists(made)) {
                Files.move(made, service.program().cache(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                log.info("Training of {} ended with code {} and made no cache", service.version(), code);
            }
        } catch (IOException e) {
            log.info("Cache of {} was not kept", service.version(), e);
        }
    }
}
