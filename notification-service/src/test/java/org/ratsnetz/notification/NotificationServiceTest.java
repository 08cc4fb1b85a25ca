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
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class NotificationServiceTest {

    private static final String ISSUER = "ratsnetz.security.issuer=http://issuer.example";
    private static final String JWKS = "ratsnetz.security.jwks=http://127.0.0.1:1/jwks";

    @Test
    void isReadyAndHearsTheCouncils() throws Exception {
        RunningNotification notification = RunningNotification.shared();
        ConfigurableApplicationContext service = notification.service().context();
        HttpResponse<String> readiness = get(service, "local.management.port", "/actuator/health/readiness");
        assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        String health =
                get(service, "local.management.port", "/actuator/health").body();
        assertThat(health).contains("\"mongo\"", "\"consumers\"", "\"mail\"", "\"sms\"");
        assertThat(get(service, "local.server.port", "/v3/api-docs").body()).contains("\"openapi\":\"3.1");
        assertThat(get(service, "local.server.port", "/actuator/health").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri=, SPRING_MONGODB_URI",
        "spring.mongodb.uri=mongodb://127.0.0.1:27017, SPRING_MONGODB_URI",
        "ratsnetz.security.issuer=, issuer",
        "ratsnetz.security.jwks=, jwks",
        "server.port=many, server.port",
        "spring.mail.host=, SPRING_MAIL_HOST",
        "spring.mail.properties[mail.smtp.socks.host]=proxy, mail.smtp.socks.host",
        "ratsnetz.mail.from=nobody, ratsnetz.mail.from",
        "ratsnetz.mail.connections=0, connections",
        "ratsnetz.notification.base-url=, baseUrl",
        "ratsnetz.notification.secret=short, openssl rand"
    })
    void refusesToStartOnASettingThatIsWrongAndNamesIt(String setting, String named, CapturedOutput output) {
        assertThatThrownBy(() -> start(
                                ISSUER,
                                JWKS,
                                "spring.mongodb.uri=" + TestParts.mongodbUri("refusals"),
                                "spring.mail.host=127.0.0.1",
                                "ratsnetz.notification.base-url=https://ratsnetz.example",
                                "ratsnetz.notification.secret=" + "c".repeat(43) + "=",
                                setting)
                        .close())
                .isInstanceOf(RuntimeException.class);
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START", named);
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
