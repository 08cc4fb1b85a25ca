package org.ratsnetz.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** MongoDB's replica set of one node: founded where the data are new. */
public final class ReplicaSet {

    /** What it is called. */
    static final String NAME = "ratsnetz";

    private static final int NOT_YET_INITIALIZED = 94;
    private static final long STEP_NANOS = 200_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final String host;
    private final int port;

    /** @param host the node's name for everybody: the set remembers it with the port */
    ReplicaSet(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Founds the set of the node that is named by {@code host:port}, where it is not founded yet, and ends when it has a primary. Exit
     * code 1 when it has none after a minute.
     */
    public static void main(String[] arguments) {
        String[] node = arguments[0].split(":", 2);
        ReplicaSet set = new ReplicaSet(node[0], Integer.parseInt(node[1]));
        long began = System.nanoTime();
        while (!set.isPrimary()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                System.err.println("MongoDB at " + arguments[0] + " has no primary after a minute.");
                System.exit(1);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        System.out.println("MongoDB " + set.version() + " at " + arguments[0] + " is primary of " + NAME + ".");
    }

    /** Whether it takes writes; founds it when the data are new. */
    boolean isPrimary() {
        try {
            if (Boolean.TRUE.equals(run("hello").get("isWritablePrimary"))) {
                return true;
            }
            if (Integer.valueOf(NOT_YET_INITIALIZED)
                    .equals(run("replSetGetStatus").get("code"))) {
                MongoWire.run(server(), Map.of("replSetInitiate", founding()));
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** MongoDB's version, null while it does not answer. */
    @Nullable
    String version() {
        try {
            return String.valueOf(run("buildInfo").get("version"));
        } catch (IOException e) {
            return null;
        }
    }

    private Map<String, Object> run(String command) throws IOException {
        return MongoWire.run(server(), Map.of(command, 1));
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(host, port);
    }

    private Map<String, Object> founding() {
        return Map.of("_id", NAME, "members", List.of(Map.of("_id", 0, "host", host + ":" + port)));
    }
}
