package org.ratsnetz.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code mongod} as a replica set of one node, on the loopback address, with data that survive it. */
public final class Mongod extends ChildPart {

    private static final Logger log = LoggerFactory.getLogger(Mongod.class);

    private final MongodProgram program;
    private final Path data;
    private final int port;
    private final Output output;
    private final ReplicaSet replicaSet;
    private volatile @Nullable String version;

    /**
     * @param data folder of the database; must not be shared
     * @param port the replica set remembers it: the same data can not move to another port
     */
    public Mongod(MongodProgram program, Path data, int port, Output output) {
        super(Duration.ofSeconds(3));
        this.program = program;
        this.data = data;
        this.port = port;
        this.output = output;
        this.replicaSet = new ReplicaSet("127.0.0.1", port);
    }

    /** Connection string of one database. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database + "?replicaSet=" + ReplicaSet.NAME;
    }

    @Override
    protected Child launch() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new PartFailed("Cannot write to " + data + ": " + e.getMessage(), e);
        }
        return Child.start(command(), Map.of(), output);
    }

    @Override
    protected void awaitReady(Child launched) {
        Waiting.until("mongod", launched, output.place(), this::isPrimary);
        log.debug("mongod is primary on port {}", port);
    }

    private List<String> command() {
        return List.of(
                program.path().toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--replSet",
                ReplicaSet.NAME,
                "--nounixsocket",
                "--oplogSize",
                "256",
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false");
    }

    private boolean isPrimary() {
        if (!replicaSet.isPrimary()) {
            return false;
        }
        version = replicaSet.version();
        return version != null;
    }

    @Override
    public String version() {
        return "MongoDB " + (version == null ? "?" : version) + " (" + program.origin() + ")";
    }
}
