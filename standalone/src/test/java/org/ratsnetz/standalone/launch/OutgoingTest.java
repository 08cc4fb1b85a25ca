package org.ratsnetz.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.standalone.data.LocalSecrets;
import org.ratsnetz.standalone.identity.Clients;
import org.ratsnetz.standalone.identity.People;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutgoingTest {

    private static final String GATEWAY = "http://127.0.0.1:8080";

    @TempDir
    Path data;

    private PortPlan ports() {
        return PortPlan.in(data.resolve("ports.json"), ServiceSettings.portNames());
    }

    /** As it is after a start with this environment. */
    private Outgoing started(Map<String, String> environment) {
        Outgoing outgoing = new Outgoing(environment, ports(), new LocalSecrets(data.resolve("secrets.json")));
        outgoing.start();
        return outgoing;
    }

    private boolean listens(String name) {
        return !Ports.isFree(ports().of(name));
    }

    private JsonNode access(Outgoing outgoing) throws IOException {
        Path file = data.resolve("access.json");
        Clients clients = new Clients(data.resolve("clients.json"), Clock.systemUTC());
        new AccessFile(file, clients, new People(data.resolve("people.json"), List.of()), outgoing.inbox())
                .write(GATEWAY, "kafka", "mongodb", Map.of());
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void everythingGoesIntoTheInboxWhereTheEnvironmentNamesNoServer() throws IOException {
        try (Outgoing outgoing = started(Map.of("SPRING_MAIL_HOST", "", "RATSNETZ_SMS_SENDER", "Amt"))) {
            assertThat(listens(Outgoing.SMTP)).isTrue();
            assertThat(listens(Outgoing.SMPP)).isTrue();
            assertThat(access(outgoing).path("inbox").asString())
                    .isEqualTo("http://127.0.0.1:" + ports().of(Outgoing.INBOX));
            Map<String, String> variables = outgoing.variables(GATEWAY);
            assertThat(variables)
                    .containsEntry("SPRING_MAIL_HOST", "127.0.0.1")
                    .containsEntry("SPRING_MAIL_PORT", String.valueOf(ports().of(Outgoing.SMTP)))
                    .containsEntry("RATSNETZ_SMS_HOST", "127.0.0.1")
                    .containsEntry("RATSNETZ_SMS_PORT", String.valueOf(ports().of(Outgoing.SMPP)))
                    .containsEntry("RATSNETZ_SMS_SYSTEM_ID", "ratsnetz")
                    .containsEntry("RATSNETZ_NOTIFICATION_BASE_URL", GATEWAY)
                    .doesNotContainKey("RATSNETZ_SMS_SENDER");
            assertThat(variables.get("RATSNETZ_SMS_PASSWORD")).hasSize(8);
            assertThat(Base64.getDecoder().decode(variables.get("RATSNETZ_NOTIFICATION_SECRET")))
                    .hasSize(32);
        }
        assertThat(listens(Outgoing.INBOX)).isFalse();
        assertThat(listens(Outgoing.SMTP)).isFalse();
        assertThat(listens(Outgoing.SMPP)).isFalse();
    }

    @Test
    void nothingOfOursStartsWhereBothAreNamed() throws IOException {
        Map<String, String> environment = Map.of(
                "SPRING_MAIL_HOST", "mail.example.org",
                "RATSNETZ_SMS_HOST", "sms.example.org",
                "RATSNETZ_NOTIFICATION_SECRET", "theirs",
                "RATSNETZ_NOTIFICATION_BASE_URL", "https://ratsnetz.example.org");
        try (Outgoing outgoing = started(environment)) {
            assertThat(listens(Outgoing.INBOX)).isFalse();
            assertThat(listens(Outgoing.SMTP)).isFalse();
            assertThat(listens(Outgoing.SMPP)).isFalse();
            assertThat(access(outgoing).has("inbox")).isFalse();
            assertThat(outgoing.variables(GATEWAY)).isEqualTo(Map.of("RATSNETZ_SMS_SENDER", "Ratsnetz"));
        }
    }

    @Test
    void whereOneIsNamedTheOtherStaysOurs() {
        try (Outgoing outgoing = started(Map.of("SPRING_MAIL_HOST", "mail.example.org"))) {
            assertThat(listens(Outgoing.INBOX)).isTrue();
            assertThat(listens(Outgoing.SMTP)).isFalse();
            assertThat(listens(Outgoing.SMPP)).isTrue();
            assertThat(outgoing.variables(GATEWAY)).doesNotContainKeys("SPRING_MAIL_HOST", "SPRING_MAIL_PORT");
        }
        try (Outgoing outgoing = started(Map.of("RATSNETZ_SMS_HOST", "sms.example.org"))) {
            assertThat(listens(Outgoing.SMTP)).isTrue();
            assertThat(listens(Outgoing.SMPP)).isFalse();
            assertThat(outgoing.variables(GATEWAY)).doesNotContainKeys("RATSNETZ_SMS_HOST", "RATSNETZ_SMS_PASSWORD");
        }
    }

    @Test
    void secretsStayTheSameAndAreTheirOwnersAlone() throws IOException {
        Map<String, String> first;
        try (Outgoing outgoing = started(Map.of())) {
            first = outgoing.variables(GATEWAY);
        }
        try (Outgoing outgoing = started(Map.of())) {
            assertThat(outgoing.variables(GATEWAY)).isEqualTo(first);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.json"))))
                .isEqualTo("rw-------");
    }
}
