package org.ratsnetz.parts;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * What runs inside the broker's own process: formats new storage, starts Kafka as broker and controller in one, and
 * writes the file {@code ready} with Kafka's version when it serves. Arguments: properties file, ready file.
 */
public final class KafkaMain {

    private KafkaMain() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        format(properties);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        announce(Path.of(arguments[1]));
        server.awaitShutdown();
    }

    private static void format(Properties properties) throws Exception {
        String folder = properties.getProperty("log.dirs");
        new Formatter()
                .setPrintStream(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .setClusterId(properties.getProperty("ratsnetz.cluster.id"))
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(folder)
                .addDirectory(folder)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
    }

    private static void announce(Path ready) throws IOException {
        Files.writeString(ready, AppInfoParser.getVersion());
    }
}
