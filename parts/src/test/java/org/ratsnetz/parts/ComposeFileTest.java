package org.ratsnetz.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compose file must say whatever else it says; that it works is shown by {@code deploy/prove}. */
class ComposeFileTest {

    private static final Pattern SECRET = Pattern.compile(
            "^\\s+\\w*(SECRET|PASSWORD|RATSNETZ_CLIENT_|RATSNETZ_PERSON_)\\w*: (?<value>.*)$", Pattern.MULTILINE);
    private static final Pattern SECRET_OF_THE_REALM = Pattern.compile("\"(secret|value)\": \"(?<value>[^\"]*)\"");

    @Test
    void testsRunOnTheImagesOfTheComposeFile() throws IOException {
        assertThat(lines("docker-compose.yml"))
                .contains("    image: " + ContainerRunner.MONGO_IMAGE, "    image: " + ContainerRunner.KAFKA_IMAGE);
    }

    @Test
    void imagesArePinnedToAVersion() throws IOException {
        assertThat(lines("docker-compose.yml").stream().filter(line -> line.startsWith("    image: ")))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches(".*:v?\\d+\\.\\d+\\.\\d+$")
                        || line.endsWith(":${RATSNETZ_VERSION:-0.1.0-SNAPSHOT}"));
    }

    @Test
    void noSecretStandsInAFile() throws IOException {
        assertThat(values(SECRET, "docker-compose.yml")).hasSizeGreaterThan(15).allMatch(ComposeFileTest::isRequired);
        assertThat(values(SECRET_OF_THE_REALM, "deploy/keycloak/ratsnetz.json"))
                .hasSize(13)
                .allMatch(value -> value.matches("\\$\\{RATSNETZ_(CLIENT|PERSON)_\\w+}"));
        assertThat(lines(".env.example"))
                .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.endsWith("="));
    }

    private static boolean isRequired(String value) {
        return value.matches("\\$\\{\\w+:\\?run deploy/secrets}");
    }

    private static List<String> values(Pattern pattern, String file) throws IOException {
        return pattern.matcher(String.join("\n", lines(file)))
                .results()
                .map(found -> found.group("value"))
                .toList();
    }

    private static List<String> lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(ProcessRunner.root().resolve(file))) {
            return lines.toList();
        }
    }
}
