package org.ratsnetz.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.parts.TestParts;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** F29: a setting that is wrong, or a part that is not there, is named; nothing runs half. */
class StartTest {

    private static List<String> arguments(String setting) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--ratsnetz.security.issuer=http://issuer.example",
                "--ratsnetz.security.jwks=http://127.0.0.1:1/jwks",
                "--spring.mongodb.uri=" + TestParts.mongodbUri("council-start"),
                "--spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers(),
                "--ratsnetz.topics.replication=1",
                "--ratsnetz.topics.wait-for=1s"));
        String name = setting.substring(0, setting.indexOf('=') + 1);
        all.removeIf(earlier -> earlier.startsWith("--" + name));
        all.add("--" + setting);
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.mongodb.uri=                                          | SPRING_MONGODB_URI
            spring.mongodb.uri=mongodb://127.0.0.1:27017                 | SPRING_MONGODB_URI
            spring.mongodb.uri=mongodb://u:secret@127.0.0.1:1/council    | MongoDB at 127.0.0.1:1
            spring.kafka.bootstrap-servers=nowhere                       | bootstrap.servers
            ratsnetz.security.issuer=                                    | issuer
            ratsnetz.security.jwks=                                      | jwks
            ratsnetz.imports.window=0                                    | window
            ratsnetz.topics.replication=0                                | replication
            server.port=many                                             | server.port
            """)
    @ExtendWith(OutputCaptureExtension.class)
    void refusesToStartAndNamesWhy(String setting, String named, CapturedOutput output) {
        SpringApplication application = new SpringApplication(CouncilService.class);
        assertThatThrownBy(() -> application
                        .run(arguments(setting).toArray(String[]::new))
                        .close())
                .isInstanceOf(RuntimeException.class);
        assertThat(output.getAll().lines().filter(line -> line.contains("\"ERROR\"")))
                .singleElement()
                .asString()
                .contains("APPLICATION FAILED TO START", named);
        assertThat(output.getAll()).doesNotContain("stack_trace").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri=mongodb://127.0.0.1:1/council,MongoDB at 127.0.0.1:1",
        "spring.kafka.bootstrap-servers=127.0.0.1:1,Kafka at 127.0.0.1:1"
    })
    void itsProcessEndsWithOneClearMessageAndExitCodeOne(String setting, String named, @TempDir Path folder)
            throws Exception {
        try (CouncilProcess process = CouncilProcess.start(folder, "", arguments(setting))) {
            assertThat(process.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.process().exitValue()).as(process.output()).isEqualTo(1);
            assertThat(process.output())
                    .contains("APPLICATION FAILED TO START", named)
                    .doesNotContain("\tat ");
        }
    }
}
