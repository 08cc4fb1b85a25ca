package org.ratsnetz.notification.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes the relay of the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, MailSettings.class})
class MailConfiguration {

    @Bean
    static BeanFactoryPostProcessor relayIsNamed(Environment environment) {
        return factory -> {
            if (environment.getProperty("spring.mail.host", "").isBlank()) {
                throw new RelayUnfit(
                        "spring.mail.host names no mail relay",
                        "Set it, for example by the environment variable SPRING_MAIL_HOST.");
            }
        };
    }

    @Bean
    MailRelay mailRelay(
            MailProperties mail, SslBundles bundles, MailSettings settings, InstantSource clock, MeterRegistry meters) {
        MailRelay relay = new MailRelay(RelaySettings.read(mail, bundles), settings, clock);
        Gauge.builder("ratsnetz.mail.answers", relay, MailConfiguration::answers)
                .description("0 while the mail relay did not take part when it was last asked, else 1")
                .register(meters);
        return relay;
    }

    private static double answers(MailRelay relay) {
        return relay.standing().map(Standing::answers).orElse(true) ? 1 : 0;
    }
}
