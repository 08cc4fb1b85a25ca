package org.ratsnetz.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.security.TestTokens;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of a service against every kind of caller. A table says who is let in; each operation that the service has, by
 * its handlers and by its OpenAPI document, must have a row, and each row an operation.
 *
 * <p>The first line of the table names the columns: {@code anonymous}; {@code own} and {@code other}, tokens of the council {@code
 * 05315000} and of another; {@code none}, a token without role and council; or a role. A cell is {@code in} (the handler was
 * reached, whatever it said then) or the status of the refusal. A path variable {@code ags} becomes {@code 05315000}, any other
 * {@code x}.
 */
public final class AccessMatrix {

    private static final String OWN = "05315000";
    private static final String OTHER = "05111000";
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private AccessMatrix() {}

    /** The tests of a table. */
    public static Stream<DynamicTest> tests(RunningService service, String table) {
        Map<String, Map<String, String>> rows = rows(table);
        Set<String> handlers = handlers(service);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "every handler has a row",
                () -> assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(handlers)));
        tests.add(DynamicTest.dynamicTest(
                "every documented operation has a row",
                () -> assertThat(handlers).containsAll(documented(service)).isNotEmpty()));
        rows.forEach((operation, cells) -> cells.forEach((caller, expected) -> tests.add(DynamicTest.dynamicTest(
                operation + " as " + caller, () -> check(service, operation, caller, expected)))));
        return tests.stream();
    }

    private static void check(RunningService service, String operation, String caller, String expected) {
        String[] parts = operation.split(" ", 2);
        String path = parts[1].replace("{ags}", OWN).replaceAll("\\{[^}]+}", "x");
        HttpRequest.BodyPublisher body = parts[0].equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{}");
        HttpResponse<String> answer = service.send(service.request(path, token(service.tokens(), caller))
                .header("Content-Type", "application/json")
                .method(parts[0], body));
        if (expected.equals("in")) {
            assertThat(REFUSALS).as(answer.body()).doesNotContain(answer.statusCode());
            assertThat(answer.body())
                    .doesNotContain("problem:no-such-path", "problem:method-not-allowed", "problem:internal");
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(expected));
        }
    }

    private static String token(TestTokens tokens, String caller) {
        return switch (caller) {
            case "anonymous" -> "";
            case "own" -> tokens.council(OWN);
            case "other" -> tokens.council(OTHER);
            case "none" -> tokens.token("nobody", List.of(), List.of());
            default -> tokens.role(Role.of(caller).orElseThrow());
        };
    }

    private static Set<String> handlers(RunningService service) {
        Set<String> operations = new TreeSet<>();
        RequestMappingHandlerMapping mapping =
                service.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                mapping.getHandlerMethods().entrySet()) {
            Class<?> type = entry.getValue().getBeanType();
            if (!ErrorController.class.isAssignableFrom(type) && type.getName().startsWith("org.ratsnetz.")) {
                for (String path : entry.getKey().getPatternValues()) {
                    entry.getKey()
                            .getMethodsCondition()
                            .getMethods()
                            .forEach(method -> operations.add(method + " " + path));
                }
            }
        }
        return operations;
    }

    private static Set<String> documented(RunningService service) {
        Set<String> operations = new TreeSet<>();
        JsonNode document = JsonMapper.builder()
                .build()
                .readTree(service.send(service.request("/v3/api-docs", "")).body());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(operations).as("operations of the OpenAPI document").isNotEmpty();
        return operations;
    }

    private static Map<String, Map<String, String>> rows(String table) {
        List<String[]> lines = table.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s*\\|\\s*"))
                .toList();
        String[] callers = lines.getFirst();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (String[] line : lines.subList(1, lines.size())) {
            assertThat(line).as("row " + line[0]).hasSameSizeAs(callers);
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 1; i < callers.length; i++) {
                cells.put(callers[i], line[i]);
            }
            rows.put(line[0], cells);
        }
        return rows;
    }
}
