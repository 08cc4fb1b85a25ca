package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoCollection;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.ratsnetz.notification.budget.Budgets;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.channel.Channels;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.notification.mail.MailRelay;
import org.ratsnetz.notification.message.Messages;
import org.ratsnetz.notification.sms.SmsRelay;
import org.ratsnetz.notification.subscription.Confirmations;
import org.ratsnetz.notification.subscription.Links;
import org.ratsnetz.notification.subscription.Scopes;
import org.ratsnetz.notification.subscription.Subscribers;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Puts the ledger and the way out together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

    @Bean
    Channels channels(ObjectProvider<SmsRelay> sms) {
        return new Channels(sms.getIfAvailable() == null ? Set.of(Channel.EMAIL) : Set.of(Channel.EMAIL, Channel.SMS));
    }

    @Bean
    Messages messages(MessageSource texts) {
        return new Messages(texts, TemplateEngine.createPrecompiled(ContentType.Html));
    }

    @Bean
    Ledger ledger(
            MongoDatabaseFactory databases,
            DeliveryProperties properties,
            InstantSource clock,
            ObjectProvider<Dispatcher> dispatchers) {
        return new Ledger(rows(databases), properties, clock, () -> dispatchers.forEach(Dispatcher::wake));
    }

    @Bean
    Deliveries deliveries(MongoDatabaseFactory databases) {
        return new Deliveries(rows(databases));
    }

    @Bean
    SmsReceipts smsReceipts(MongoDatabaseFactory databases, InstantSource clock) {
        return new SmsReceipts(rows(databases), clock);
    }

    private static MongoCollection<Document> rows(MongoDatabaseFactory databases) {
        return databases.getMongoDatabase().getCollection("deliveries");
    }

    @Bean
    PostOffice postOffice(
            MongoDatabaseFactory databases,
            Subscribers subscribers,
            Confirmations confirmations,
            Happenings happenings,
            Links links,
            KnownCouncils councils,
            Scopes scopes,
            Messages messages,
            Budgets budgets,
            MailRelay mail,
            ObjectProvider<SmsRelay> sms,
            DeliveryProperties properties,
            InstantSource clock,
            ContinuedTraces traces) {
        Writing writing = new Writing(councils, scopes, links);
        Map<Channel, PostOffice.Counter> counters = new EnumMap<>(Channel.class);
        counters.put(Channel.EMAIL, new MailCounter(mail, messages, writing, links));
        sms.ifAvailable(
                relay -> counters.put(Channel.SMS, new SmsCounter(relay, messages, writing, budgets, properties)));
        Suppressions suppressions = new Suppressions(
                databases.getMongoDatabase().getCollection("suppressions"), properties.suppressFor(), clock);
        return new PostOffice(
                subscribers, confirmations, happenings, suppressions, links, counters, properties, clock, traces);
    }

    @Bean
    Dispatcher mailDispatcher(
            MongoDatabaseFactory databases,
            PostOffice postOffice,
            MeterRegistry meters,
            DeliveryProperties properties,
            InstantSource clock) {
        return dispatcher(Channel.EMAIL, databases, postOffice, meters, properties, clock);
    }

    @Bean
    Dispatcher smsDispatcher(
            MongoDatabaseFactory databases,
            PostOffice postOffice,
            MeterRegistry meters,
            DeliveryProperties properties,
            InstantSource clock) {
        return dispatcher(Channel.SMS, databases, postOffice, meters, properties, clock);
    }

    private static Dispatcher dispatcher(
            Channel channel,
            MongoDatabaseFactory databases,
            PostOffice postOffice,
            MeterRegistry meters,
            DeliveryProperties properties,
            InstantSource clock) {
        Ending ending = new Ending(properties, RandomGenerator.getDefault());
        return new Dispatcher(
                new Claims(rows(databases), channel, properties.lease(), clock),
                postOffice,
                ending,
                new Tally(channel, meters, ending),
                clock,
                properties);
    }
}
