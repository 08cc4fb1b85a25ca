package org.ratsnetz.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** Whatever the gateway answers itself stands in its description. */
class InventoryTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void everyHandlerIsDescribed() {
        JsonNode paths = RunningGateway.JSON
                .readTree(GATEWAY.get("/api/openapi/gateway").body())
                .path("paths");
        Set<RequestMappingInfo> handlers = GATEWAY.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet();
        List<String> missing = handlers.stream()
                .flatMap(InventoryTest::operations)
                .filter(operation -> !isDescribed(paths, operation))
                .toList();
        assertThat(handlers).hasSizeGreaterThan(8);
        assertThat(missing).isEmpty();
    }

    private static Stream<String> operations(RequestMappingInfo handler) {
        return handler.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> handler.getMethodsCondition().getMethods().stream()
                        .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path.getPatternString()));
    }

    private static boolean isDescribed(JsonNode paths, String operation) {
        String[] parts = operation.split(" ");
        Set<String> described = paths.propertyNames().stream()
                .filter(path -> paths.path(path).has(parts[0]))
                .collect(Collectors.toSet());
        PathContainer path = PathContainer.parsePath(parts[1]);
        return described.contains(parts[1])
                || described.stream().map(InventoryTest::pattern).anyMatch(pattern -> pattern.matches(path));
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
