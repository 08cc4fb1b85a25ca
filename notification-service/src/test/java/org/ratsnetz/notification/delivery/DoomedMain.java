package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import tools.jackson.databind.json.JsonMapper;

/** A process that sends what a ledger owes, with nothing of the service around it, until it is killed. */
final class DoomedMain {

    private static final String ROOT = "org.ratsnetz.notification.";

    private DoomedMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        String uri = context.getEnvironment().getRequiredProperty("mongodb");
        context.registerBean(
                MongoDatabaseFactory.class,
                () -> new SimpleMongoClientDatabaseFactory(
                        MongoClients.create(uri), context.getEnvironment().getRequiredProperty("database")));
        context.registerBean(InstantSource.class, InstantSource::system);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(ContinuedTraces.class, () -> new ContinuedTraces(null, null));
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.register(
                ConfigurationPropertiesAutoConfiguration.class,
                MessageSourceAutoConfiguration.class,
                SslAutoConfiguration.class);
        context.scan(
                ROOT + "delivery",
                ROOT + "mail",
                ROOT + "subscription",
                ROOT + "happening",
                ROOT + "council",
                ROOT + "kind",
                ROOT + "budget");
        context.refresh();
        System.out.println("sending");
        Thread.currentThread().join();
    }
}
