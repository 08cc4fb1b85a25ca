package org.ratsnetz.benchmarks.modulith;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ratsnetz.benchmarks.publish.Case;
import org.ratsnetz.benchmarks.publish.Contender;
import org.ratsnetz.benchmarks.publish.ContenderProcess;
import org.ratsnetz.benchmarks.publish.Counters;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.transaction.TransactionException;

/** Spring Modulith's way of the use case; a collision, of versions or of transactions, is tried again. */
final class ModulithContender implements Contender {

    static final String TOPIC = "benchmark-modulith";

    private final ConfigurableApplicationContext context;
    private final Councils councils;
    private final WriteCouncil write;

    /** The application. */
    @SpringBootApplication(proxyBeanMethods = false)
    static class Application {

        @Bean
        org.apache.kafka.clients.admin.NewTopic topic() {
            return TopicBuilder.name(TOPIC).partitions(24).replicas(1).build();
        }
    }

    private ModulithContender(String mongodb, String kafka, Counters counters) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(application -> ((GenericApplicationContext) application)
                        .registerBean(
                                "counted",
                                MongoClientSettingsBuilderCustomizer.class,
                                () -> settings -> settings.addCommandListener(counters)
                                        .applyToConnectionPoolSettings(pool -> pool.maxSize(300))))
                .run("--spring.mongodb.uri=" + mongodb, "--spring.kafka.bootstrap-servers=" + kafka);
        councils = context.getBean(Councils.class);
        write = context.getBean(WriteCouncil.class);
    }

    /** Serves it: connection string, address of Kafka. */
    public static void main(String[] arguments) throws Exception {
        ContenderProcess.serve(
                arguments[1], counters -> new ModulithContender(arguments[0], arguments[1], counters));
    }

    @Override
    public void prepare(int count) {
        councils.deleteAll();
        List<CouncilDocument> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(CouncilDocument.first(Case.name(i)));
        }
        councils.saveAll(all);
    }

    @Override
    public void update(int council, long at) {
        while (true) {
            try {
                write.write(Case.name(council), at);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!isCollision(e)) {
                    throw e;
                }
            }
        }
    }

    /** Spring says it in several exceptions; the server's label is the same in all. */
    private static boolean isCollision(RuntimeException failure) {
        return failure instanceof ConcurrencyFailureException
                || Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof MongoException server
                                && server.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void close() {
        context.close();
    }
}
