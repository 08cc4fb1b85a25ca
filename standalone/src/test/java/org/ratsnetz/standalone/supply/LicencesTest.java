package org.ratsnetz.standalone.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the services are made of: each jar names all of its parts with their hashes (CycloneDX), all licences are ones that we may pass
 * on, and docs/licences.md lists them. {@code -Dratsnetz.write=true} writes that list anew.
 */
class LicencesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT = Path.of(System.getProperty("ratsnetz.root"));
    private static final Path LIST = ROOT.resolve("docs/licences.md");
    private static final List<String> SERVICES =
            List.of("council-service", "board-service", "notification-service", "gateway");

    /** Permissive, or weak copyleft that binds only changes of the library itself. Of several, one suffices. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "Bouncy Castle Licence");

    /** A library in a service; {@code hashes} are SHA-256. */
    private record Part(String name, String version, List<String> licences, Set<String> hashes) {

        boolean ours() {
            return name.startsWith("org.ratsnetz:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"council-service", "board-service", "notification-service", "gateway"})
    void eachLibraryInTheJarStandsInItsBillOfMaterials(String service) throws IOException {
        Set<String> known =
                parts(service).stream().flatMap(part -> part.hashes().stream()).collect(Collectors.toSet());
        try (JarFile jar = new JarFile(jar(service).toFile())) {
            List<JarEntry> libraries = jar.stream()
                    .filter(entry -> entry.getName().startsWith("BOOT-INF/lib/"))
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    // unpacks the jar; put in by Spring Boot's plugin after the list was made
                    .filter(entry -> !entry.getName().contains("spring-boot-jarmode-tools"))
                    .toList();
            assertThat(libraries).hasSizeGreaterThan(100);
            for (JarEntry library : libraries) {
                try (InputStream in = jar.getInputStream(library)) {
                    assertThat(known).as(library.getName()).contains(sha256(in.readAllBytes()));
                }
            }
        }
    }

    @Test
    void eachLicenceIsOneThatWeMayPassOn() {
        assertThat(SERVICES.stream().flatMap(service -> parts(service).stream().filter(part -> !part.ours())))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.licences()).as(part.name()).containsAnyElementsOf(ALLOWED));
    }

    @Test
    void theListIsWhatTheJarsHold() throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        for (String service : SERVICES) {
            for (Part part :
                    parts(service).stream().filter(part -> !part.ours()).toList()) {
                services.computeIfAbsent(
                                "| `" + part.name() + "` | " + part.version() + " | "
                                        + String.join(" or ", part.licences()),
                                none -> new TreeSet<>())
                        .add(service);
            }
        }
        String list = """
                # Licences

                The libraries in the four services, as their bills of materials name them (`META-INF/sbom/application.cdx.json` in each jar;
                `/actuator/sbom/application` on the management port). A test fails when a licence appears that is not allowed, or when this
                list is not what the jars hold; `mvn verify -pl standalone -am -Dtest=LicencesTest -Dsurefire.failIfNoSpecifiedTests=false
                -Dratsnetz.write=true` writes it anew. Sources of the data that pages show: `/api/about`.

                | library | version | licence | in |
                |---|---|---|---|
                """
                + services.entrySet().stream()
                        .map(row -> row.getKey() + " | "
                                + (row.getValue().size() == SERVICES.size() ? "all" : String.join(", ", row.getValue()))
                                + " |\n")
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("ratsnetz.write")) {
            Files.writeString(LIST, list);
        }
        assertThat(LIST).hasContent(list);
    }

    private static List<Part> parts(String service) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode component : bill(service).path("components")) {
            parts.add(new Part(
                    component.path("group").asString() + ":"
                            + component.path("name").asString(),
                    component.path("version").asString(),
                    component
                            .path("licenses")
                            .valueStream()
                            .map(LicencesTest::licence)
                            .toList(),
                    component
                            .path("hashes")
                            .valueStream()
                            .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                            .map(hash -> hash.path("content").asString())
                            .collect(Collectors.toSet())));
        }
        return parts;
    }

    private static String licence(JsonNode entry) {
        JsonNode licence = entry.path("license");
        return Stream.of(licence.path("id"), licence.path("name"), entry.path("expression"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst()
                .orElse("none");
    }

    private static JsonNode bill(String service) {
        try (JarFile jar = new JarFile(jar(service).toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json"))) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(String service) {
        try (Stream<Path> files = Files.list(ROOT.resolve(service).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(service + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar of " + service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
