package org.ratsnetz.platform.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.WireNames;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsyncApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode DOCUMENT = JSON.readTree(AsyncApi.json());
    private static final Path GOLDEN =
            Path.of(System.getProperty("ratsnetz.root", ".."), "events/src/test/resources/golden");

    @Test
    void everyTypeThatTravelsIsAMessageOfItsTopic() {
        assertThat(names("/channels/council-events/messages"))
                .containsExactlyInAnyOrderElementsOf(
                        WireNames.of(CouncilEvent.class).all().keySet());
        assertThat(names("/channels/board-events/messages"))
                .containsExactlyInAnyOrderElementsOf(
                        WireNames.of(BoardEvent.class).all().keySet());
        assertThat(names("/channels"))
                .containsExactlyInAnyOrder("council-events", "board-events", "council-people", "council-resync");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(DOCUMENT, references);
        assertThat(references)
                .hasSizeGreaterThan(30)
                .allSatisfy(reference -> assertThat(DOCUMENT.at(JsonPointer.compile(reference.substring(1)))
                                .isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenFileFitsItsSchemaAndNoFieldIsUndescribed() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(GOLDEN)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String type = file.getFileName().toString().split("\\.")[0];
                    assertThat(schema(type, false).validate(Files.readString(file), InputFormat.JSON))
                            .isEmpty();
                    assertThat(schema(type, true).validate(Files.readString(file), InputFormat.JSON))
                            .isEmpty();
                }));
    }

    @Test
    void whatIsMissingOrOfAnotherTypeDoesNotFit() {
        Schema schema = schema("council-registered", false);
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
        assertThat(schema.validate("{\"council\":{\"ags\":1}}", InputFormat.JSON))
                .isNotEmpty();
    }

    /** The schema of a message, closed: with nothing allowed that it does not describe. */
    private static Schema schema(String type, boolean closed) {
        String reference =
                DOCUMENT.at("/components/messages/" + type + "/payload/$ref").asString();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", reference);
        schema.put("components", Map.of("schemas", DOCUMENT.at("/components/schemas")));
        String json = JSON.writeValueAsString(schema);
        if (closed) {
            json = json.replace(
                    "\"type\":\"object\",\"properties\"",
                    "\"type\":\"object\",\"additionalProperties\":false,\"properties\"");
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json, InputFormat.JSON);
    }

    private static List<String> names(String pointer) {
        return DOCUMENT.at(pointer).propertyStream().map(Map.Entry::getKey).toList();
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
