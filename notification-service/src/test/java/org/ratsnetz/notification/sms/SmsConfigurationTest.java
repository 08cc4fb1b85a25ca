package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.parts.Ports;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class SmsConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class)
            .withUserConfiguration(SmsConfiguration.class);

    @ParameterizedTest
    @ValueSource(strings = {"ratsnetz.sms.port=2775", "ratsnetz.sms.host="})
    void withoutAMessageCentreNoMessagesAreOffered(String setting) {
        service.withPropertyValues(setting)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(SmsRelay.class)
                        .doesNotHaveBean("sms"));
    }

    @Test
    void withOneTheyAreThoughItDoesNotAnswerYet() {
        service.withPropertyValues("ratsnetz.sms.host=127.0.0.1", "ratsnetz.sms.port=" + Ports.free())
                .run(context -> {
                    assertThat(context).hasSingleBean(SmsRelay.class).hasBean("sms");
                    assertThat(context.getBean(SmsProperties.class))
                            .hasToString("SmsProperties[127.0.0.1:"
                                    + context.getBean(SmsProperties.class).port() + ", ]");
                    assertThat(context.getBean(SmsRelay.class).isRunning()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=0",
                "port=0",
                "patience=0s",
                "system-id=sixteencharacter",
                "sender=",
                "sender=zwölf",
                "sender=more than eleven",
                "sender=+0151",
                "password=neunneunn"
            })
    void aSettingThatIsWrongIsRefusedAndNamed(String setting) {
        String name = setting.substring(0, setting.indexOf('='));
        service.withPropertyValues("ratsnetz.sms.host=127.0.0.1", "ratsnetz.sms." + setting)
                .run(context -> {
                    assertThat(context).hasFailed();
                    StringWriter said = new StringWriter();
                    Objects.requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(said));
                    assertThat(said.toString().replaceAll("[^a-z]", ""))
                            .containsIgnoringCase(name.replace("-", ""))
                            .doesNotContain("neunneunn");
                });
    }
}
