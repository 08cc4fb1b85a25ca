package org.ratsnetz.notification.sms;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires text messages, when there is a message centre to hand them to. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${ratsnetz.sms.host:}'.isBlank()")
@EnableConfigurationProperties(SmsProperties.class)
class SmsConfiguration {

    /** Whoever hears receipts may itself need the relay, so it is looked for when the first receipt comes. */
    @Bean
    SmsRelay smsRelay(SmsProperties properties, ObjectProvider<Receipts> receipts, MeterRegistry registry) {
        return new SmsRelay(
                properties,
                (reference, receipt) -> {
                    Receipts listener = receipts.getIfAvailable();
                    return listener != null && listener.receipt(reference, receipt);
                },
                new SmsMeters(registry));
    }

    @Bean("sms")
    SmsHealth smsHealth(SmsRelay relay) {
        return new SmsHealth(relay);
    }
}
