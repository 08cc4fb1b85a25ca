package org.ratsnetz.notification.mail;

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
    MailRelay mailRelay(MailProperties mail, SslBundles bundles, MailSettings settings, InstantSource clock) {
        return new MailRelay(RelaySettings.read(mail, bundles), settings, clock);
    }
}
