package org.ratsnetz.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.parts.TestParts;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class NotificationServiceTest {

    private static final String ISSUER = "ratsnetz.security.issuer=http://issuer.example";
    private static final String RELAY = "spring.mail.host=127.0.0.1";
    private static final String JWKS = "ratsnetz.security.jwks=http://127.0.0.1:1/jwks";

    @Test
    void isReadyWithItsDatabaseAndKafka() throws Exception {
        try (ConfigurableApplicationContext service = start(
                ISSUER,
                JWKS,
                RELAY,
                "spring.mongodb.uri=" + TestParts.mongodbUri("notification"),
                "spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers())) {
            HttpResponse<String> readiness = get(service, "local.management.port", "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(readiness.body()).contains("\"mongo\"", "\"kafka\"", "\"status\":\"UP\"");
            assertThat(get(service, "local.server.port", "/v3/api-docs").body()).contains("\"openapi\":\"3.1");
            assertThat(get(service, "local.server.port", "/actuator/health").statusCode())
                    .isNotEqualTo(200);
        }
    }

    @Test
    void hasNoOperationYetThatWouldNeedARowInAMatrixOfAccess() throws Exception {
        try (ConfigurableApplicationContext service = start(
                ISSUER,
                JWKS,
                RELAY,
                "spring.mongodb.uri=" + TestParts.mongodbUri("notification"),
                "spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers())) {
            assertThat(service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                            .getHandlerMethods()
                            .values())
                    .extracting(HandlerMethod::getBeanType)
                    .filteredOn(type ->
                            type.getName().startsWith("org.ratsnetz.") && !ErrorController.class.isAssignableFrom(type))
                    .as("with the first operation this test becomes an AccessMatrix, as in council-service")
                    .isEmpty();
            assertThat(get(service, "local.server.port", "/v3/api-docs").body()).contains("\"paths\":{}");
        }
    }

    @Test
    void isNotReadyWhileItsPartsAreAway() throws Exception {
        try (ConfigurableApplicationContext service = start(
                ISSUER,
                JWKS,
                RELAY,
                "spring.mongodb.uri=mongodb://127.0.0.1:1/notification?serverSelectionTimeoutMS=500",
                "spring.kafka.bootstrap-servers=127.0.0.1:1")) {
            HttpResponse<String> readiness = get(service, "local.management.port", "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(get(service, "local.management.port", "/actuator/health/liveness")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri=, SPRING_MONGODB_URI",
        "spring.mongodb.uri=mongodb://127.0.0.1:27017, SPRING_MONGODB_URI",
        "spring.mail.host=, SPRING_MAIL_HOST",
        "spring.mail.properties[mail.smtp.socks.host]=proxy, mail.smtp.socks.host",
        "ratsnetz.mail.from=nobody, ratsnetz.mail.from",
        "ratsnetz.mail.connections=0, connections",
        "ratsnetz.security.issuer=, issuer",
        "ratsnetz.security.jwks=, jwks",
        "server.port=many, server.port"
    })
    void refusesToStartOnASettingThatIsWrongAndNamesIt(String setting, String named, CapturedOutput output) {
        assertThatThrownBy(() -> start(
                                ISSUER, JWKS, RELAY, "spring.mongodb.uri=mongodb://127.0.0.1:1/notification", setting)
                        .close())
                .isInstanceOf(RuntimeException.class);
        assertThat(output.getAll().lines().filter(line -> line.contains("\"ERROR\"")))
                .last()
                .asString()
                .contains("APPLICATION FAILED TO START", named);
    }

    /** Later settings replace earlier ones of the same name. */
    private static ConfigurableApplicationContext start(String... settings) {
        List<String> all =
                new ArrayList<>(List.of("server.port=0", "management.server.port=0", "server.address=127.0.0.1"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            all.removeIf(earlier -> earlier.startsWith(name));
            all.add(setting);
        }
        return new SpringApplicationBuilder(NotificationService.class)
                .run(all.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext service, String port, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
