package org.ratsnetz.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

class PortPlanTest {

    @TempDir
    Path data;

    @Test
    void anOlderFolderKeepsItsPortsAndGetsTheNewOnes() throws Exception {
        Path file = data.resolve("ports.json");
        Files.writeString(file, "{\"mongod\":21234,\"kafka\":21235}");
        PortPlan plan = PortPlan.in(file, ServiceSettings.portNames());
        assertThat(plan.of("mongod")).isEqualTo(21234);
        assertThat(plan.of("kafka")).isEqualTo(21235);
        Map<String, Integer> kept = new StateFile<Map<String, Integer>>(file, new TypeReference<>() {})
                .read()
                .orElseThrow();
        assertThat(kept).containsKeys(Outgoing.INBOX, Outgoing.SMTP, Outgoing.SMPP);
        assertThat(kept.values()).doesNotHaveDuplicates();
        PortPlan again = PortPlan.in(file, ServiceSettings.portNames());
        assertThat(again.of(Outgoing.INBOX)).isEqualTo(kept.get(Outgoing.INBOX)).isEqualTo(plan.of(Outgoing.INBOX));
    }

    @Test
    void aNewNameNeverGetsThePortOfAnotherThatIsNotRunning() {
        Path file = data.resolve("ports.json");
        // all but a few of the ports that are ever given
        Map<String, Integer> most = new TreeMap<>();
        for (int port = 20_000; port < 31_900; port++) {
            most.put("p" + port, port);
        }
        new StateFile<Map<String, Integer>>(file, new TypeReference<>() {}).write(most);
        PortPlan plan = PortPlan.in(file, List.of("new"));
        assertThat(plan.of("new")).isGreaterThanOrEqualTo(31_900);
    }
}
