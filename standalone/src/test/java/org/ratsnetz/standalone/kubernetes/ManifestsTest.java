package org.ratsnetz.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The manifests, held against an extract of Kubernetes' OpenAPI document and of KEDA's schema (deploy/kubernetes/validate makes it),
 * and against the rules of this platform. No cluster takes part: that they are well formed is shown, not that they run.
 */
class ManifestsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FOLDER = Path.of(System.getProperty("ratsnetz.root"), "deploy", "kubernetes");
    private static final JsonNode SCHEMA = JSON.readTree(FOLDER.resolve("schema.json"));
    private static final List<String> SERVICES =
            List.of("council-service", "board-service", "notification-service", "gateway");

    @TestFactory
    Stream<DynamicTest> kubernetesKnowsEachFieldOfEachDocument() throws IOException {
        return files().flatMap(file -> documents(text(file)))
                .map(document -> DynamicTest.dynamicTest(
                        kind(document) + " " + name(document),
                        () -> assertThat(mistakes(document)).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.yaml,readOnlyRootFilesystem,readOnlyRootFileSystem",
        "gateway.yaml,maxUnavailable: 0,maxUnavailable: none: 0",
        "gateway.yaml,containerPort: 8080,containerPort: http",
        "council-service.yaml,image: ratsnetz/council-service,imag: ratsnetz/council-service",
        "council-service.yaml,apps/v1,apps/v2",
        "council-service.yaml,failureThreshold: 90,failureTreshold: 90",
        "network.yaml,podSelector,podSelektor",
        "scaling.yaml,lagThreshold,lagTreshold",
        "scaling.yaml,minReplicaCount: 2,minReplicaCount: two",
        "settings.yaml,data:,date:"
    })
    void aPlantedErrorIsFound(String file, String was, String is) {
        String before = text(FOLDER.resolve(file));
        assertThat(before).contains(was);
        assertThatThrownBy(() -> assertThat(documents(before.replace(was, is)).flatMap(ManifestsTest::mistakes))
                        .isEmpty())
                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }

    @TestFactory
    Stream<DynamicTest> eachServiceIsLockedInWatchedAndSpread() {
        return SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    JsonNode pod = find("Deployment", service).at("/spec/template/spec");
                    JsonNode container = pod.at("/containers/0");
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false))
                            .isTrue();
                    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .isFalse();
                    JsonNode rights = container.path("securityContext");
                    assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(rights.path("readOnlyRootFilesystem").asBoolean(false))
                            .isTrue();
                    assertThat(rights.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
                    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                        assertThat(container.at("/" + probe + "/httpGet/port").asString())
                                .as(probe)
                                .isEqualTo("management");
                        assertThat(container.at("/" + probe + "/httpGet/path").asString())
                                .as(probe)
                                .endsWith(probe.equals("readinessProbe") ? "/readiness" : "/liveness");
                    }
                    assertThat(container.at("/resources/requests").propertyNames())
                            .contains("cpu", "memory");
                    assertThat(container.at("/resources/limits/memory").asString())
                            .isNotEmpty();
                    assertThat(pod.path("topologySpreadConstraints")).hasSize(2);
                    assertThat(find("PodDisruptionBudget", service).at("/spec/selector/matchLabels"))
                            .isEqualTo(find("Deployment", service).at("/spec/selector/matchLabels"));
                    assertThat(find("Service", service).at("/spec/ports"))
                            .as("the management port is no part of the service")
                            .hasSize(1);
                }));
    }

    @Test
    void nothingIsReachableThatNoPolicyNames() {
        JsonNode deny = find("NetworkPolicy", "deny").path("spec");
        assertThat(deny.path("podSelector")).isEmpty();
        assertThat(deny.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
        Stream<JsonNode> open = all().filter(document -> kind(document).equals("NetworkPolicy"))
                .filter(policy -> policy.at("/spec/ingress")
                        .valueStream()
                        .anyMatch(rule -> rule.toString().contains("ratsnetz.org/entrance")));
        assertThat(open)
                .singleElement()
                .satisfies(policy -> assertThat(policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name")
                                .asString())
                        .isEqualTo("gateway"));
        assertThat(all().flatMap(document -> document.at("/spec/ingress").valueStream()))
                .allSatisfy(rule -> assertThat(rule.has("from")).isTrue());
    }

    @Test
    void secretsAreNamedAndNotKept() {
        assertThat(all().map(ManifestsTest::kind)).doesNotContain("Secret");
        String settings = text(FOLDER.resolve("settings.yaml"));
        Set<String> settingsKeys =
                new TreeSet<>(find("ConfigMap", "ratsnetz").path("data").propertyNames());
        Set<String> secrets = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        all().flatMap(document ->
                        document.at("/spec/template/spec/containers/0/env").valueStream())
                .forEach(variable -> {
                    JsonNode secret = variable.at("/valueFrom/secretKeyRef");
                    JsonNode setting = variable.at("/valueFrom/configMapKeyRef");
                    String name = variable.path("name").asString();
                    assertThat(secret.isMissingNode() && name.matches(".*(PASSWORD|SECRET|MONGODB_URI)"))
                            .as(name)
                            .isFalse();
                    if (!secret.isMissingNode()) {
                        secrets.add(secret.path("name").asString());
                    }
                    if (!setting.isMissingNode() && !setting.path("optional").asBoolean(false)) {
                        asked.add(setting.path("key").asString());
                    }
                });
        assertThat(secrets)
                .hasSizeGreaterThan(4)
                .allSatisfy(secret -> assertThat(settings)
                        .as("the head of settings.yaml names it")
                        .containsPattern("#.*" + secret));
        assertThat(asked).isEqualTo(settingsKeys);
    }

    @Test
    void theKustomizationNamesEachFile() throws IOException {
        JsonNode kustomization = documents(text(FOLDER.resolve("kustomization.yaml")))
                .findFirst()
                .orElseThrow();
        assertThat(kustomization.path("resources").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(
                        files().map(file -> file.getFileName().toString()).toList());
        assertThat(kustomization
                        .path("images")
                        .valueStream()
                        .map(image -> image.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map(service -> "ratsnetz/" + service).toList());
    }

    private static Stream<String> mistakes(JsonNode document) {
        String key = document.path("apiVersion").asString() + " " + kind(document);
        String definition = SCHEMA.path("kinds").path(key).asString("");
        if (definition.isEmpty()) {
            return Stream.of(key + " is not known");
        }
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", "#/$defs/" + definition);
        schema.set("$defs", SCHEMA.path("$defs"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(document.toString(), InputFormat.JSON)
                .stream()
                .map(error -> name(document) + " " + error);
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Stream<JsonNode> all() {
        try {
            return files().flatMap(file -> documents(text(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode find(String kind, String name) {
        return all().filter(document ->
                        kind(document).equals(kind) && name(document).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static Stream<JsonNode> documents(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(text).spliterator(), false).map(JSON::<JsonNode>valueToTree);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kind(JsonNode document) {
        return document.path("kind").asString();
    }

    private static String name(JsonNode document) {
        return document.at("/metadata/name").asString();
    }
}
