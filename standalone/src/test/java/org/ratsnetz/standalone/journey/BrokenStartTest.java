package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.Ports;

/** What is wrong at the start is told in one line, and nothing runs half. */
class BrokenStartTest {

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses(Map.of("RATSNETZ_PORT", Integer.toString(taken.getLocalPort())), "RATSNETZ_PORT");
        }
    }

    @Test
    void aPortThatIsNoneIsNamed() throws IOException {
        refuses(Map.of("RATSNETZ_PORT", "http"), "RATSNETZ_PORT is http");
        refuses(Map.of("RATSNETZ_PORT", "70000"), "RATSNETZ_PORT is 70000");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        refuses(Map.of("RATSNETZ_DATA", file.resolve("data").toString()), "Cannot write to " + file);
    }

    @Test
    void aDamagedStateFileIsNamed() throws IOException {
        for (String name : List.of("ports.json", "clients.json", "processes.json")) {
            Path data = Files.createDirectories(folder.resolve("damaged-" + name));
            Files.writeString(data.resolve(name), "{\"half");
            refuses(Map.of("RATSNETZ_DATA", data.toString()), data.resolve(name).toString());
        }
    }

    @Test
    void aMissingMongodNamesTheWaysToHaveOne() throws IOException {
        refuses(Map.of("PATH", "/nowhere", "XDG_CACHE_HOME", "/dev/null/none"), "SPRING_MONGODB_URI");
        refuses(Map.of("MONGOD", "/nowhere/mongod"), "MONGOD names /nowhere/mongod");
    }

    @Test
    void aMongodThatDoesNotStartIsNamedWithItsLog() throws IOException {
        Path program = Files.writeString(folder.resolve("mongod"), "#!/bin/sh\necho no disk\nexit 7\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        refuses(Map.of("MONGOD", program.toString()), "mongod does not start: mongod ended with code 7");
    }

    @Test
    void whatNobodyExpectedIsOneLineTooWithTheDetailsInALog() throws IOException {
        Path data = folder.resolve("odd");
        Files.createDirectories(data.resolve("logs/kafka.log"));
        List<String> lines = new CopyOnWriteArrayList<>();
        Child child = RunningPlatform.launch(data, Ports.free(), Map.of(), lines);
        assertThat(child.ended()).succeedsWithin(Duration.ofMinutes(2)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(lines)
                .filteredOn(line -> line.contains("has a defect"))
                .singleElement()
                .asString()
                .contains("kafka.log", data.resolve("logs/launcher.log").toString()));
        assertThat(lines).noneMatch(line -> line.contains("\tat "));
        assertThat(data.resolve("logs/launcher.log")).content().contains("\tat org.ratsnetz.standalone");
    }

    @Test
    void withoutAJdkTheRunScriptSaysSoInOneLine() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Path script = Path.of(System.getProperty("ratsnetz.root"), "ratsnetz");
        Child child = Child.start(
                List.of("env", "-i", "RATSNETZ_JDKS=", "PATH=" + emptyPath(), "/bin/sh", script.toString()),
                Map.of(),
                new Output.ToLines("", lines::add));
        assertThat(child.ended()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(lines)
                .hasSize(1)
                .first()
                .asString()
                .contains("JDK 25")
                .contains("JAVA_HOME"));
    }

    /** The few programs that the script needs, and no java. */
    private String emptyPath() {
        try {
            Path bin = Files.createDirectories(folder.resolve("bin"));
            for (String program : List.of("dirname", "grep", "sed", "sh")) {
                Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
            }
            return bin.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuses(Map<String, String> environment, String reason) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Map<String, String> all = new HashMap<>(environment);
        Path data =
                Path.of(all.getOrDefault("RATSNETZ_DATA", folder.resolve("data").toString()));
        int port = Ports.free();
        Child child = RunningPlatform.launch(data, port, all, lines);
        assertThat(child.ended()).succeedsWithin(Duration.ofMinutes(2)).isEqualTo(1);
        // the last lines may come a moment after the process has ended
        await().untilAsserted(() -> assertThat(lines)
                .filteredOn(line -> line.contains(reason))
                .as(lines.toString())
                .hasSize(1));
        assertThat(lines).noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }
}
