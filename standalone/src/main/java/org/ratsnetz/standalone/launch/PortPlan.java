package org.ratsnetz.standalone.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

/** Ports of the parts: chosen at the first start and kept, because a replica set cannot move and tools remember. */
final class PortPlan {

    private final Path path;
    private final Map<String, Integer> ports;

    private PortPlan(Path path, Map<String, Integer> ports) {
        this.path = path;
        this.ports = ports;
    }

    /** Reads the plan, and chooses a free port for each name that has none yet. */
    static PortPlan in(Path path, List<String> names) {
        StateFile<Map<String, Integer>> file = new StateFile<>(path, new TypeReference<>() {});
        Map<String, Integer> kept = file.read().orElse(Map.of());
        Map<String, Integer> ports = new TreeMap<>(kept);
        names.stream().filter(name -> !ports.containsKey(name)).forEach(name -> ports.put(name, free(ports)));
        if (!ports.equals(kept)) {
            file.write(ports);
        }
        return new PortPlan(path, ports);
    }

    /** None of our own: those are free too while nothing runs. */
    private static int free(Map<String, Integer> taken) {
        return IntStream.generate(Ports::free)
                .filter(port -> !taken.containsValue(port))
                .findFirst()
                .orElseThrow();
    }

    int of(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException(name);
        }
        return port;
    }

    /**
     * Checks that nobody else listens on any of them.
     *
     * @throws CannotStart naming the first that is taken
     */
    void checkFree() {
        ports.forEach((name, port) -> {
            if (!Ports.isFree(port)) {
                throw new CannotStart("port.taken", port, name, path);
            }
        });
    }
}
