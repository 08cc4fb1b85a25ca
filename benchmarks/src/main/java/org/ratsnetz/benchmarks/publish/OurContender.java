package org.ratsnetz.benchmarks.publish;

import java.util.List;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.DocumentKind;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.GroupCommit;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Restatement;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** Group commit and relay, put together as in every service of ours, with the settings that production has; no HTTP. */
final class OurContender implements Contender {

    private static final String TOPIC = "benchmark-ours";

    private final ConfigurableApplicationContext context;
    private final GroupCommit<Case.Council> councils;

    /** What a service of ours brings. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        TopicSpec topic() {
            return TopicSpec.log(TOPIC);
        }

        @Bean
        GroupCommit<Case.Council> councils(Publication publication) {
            return publication.open(
                    new DocumentKind<>(Case.Council.class, "councils", 1, TOPIC, "/benchmark", new Restating()));
        }
    }

    /** A benchmark's topic is never lost; a kind has to say all the same how it is told again. */
    private static final class Restating implements Restatement<Case.Council> {

        @Override
        public List<Emission> of(Case.Council council) {
            return List.of(new Emission.Restated(council.written(0)));
        }

        @Override
        public List<Emission> gone(String id) {
            return List.of();
        }
    }

    @SuppressWarnings("unchecked") // there is only one kind
    OurContender(String mongodb, String kafka, Counters counters) {
        context = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .initializers(application -> ((GenericApplicationContext) application)
                        .registerBean(
                                "counted",
                                MongoClientSettingsBuilderCustomizer.class,
                                () -> settings -> settings.addCommandListener(counters)))
                .run(
                        "--spring.mongodb.uri=" + mongodb,
                        "--spring.kafka.bootstrap-servers=" + kafka,
                        "--spring.main.banner-mode=off",
                        "--spring.application.name=benchmark",
                        "--logging.level.root=warn",
                        "--ratsnetz.topics.replication=1");
        councils = context.getBean(GroupCommit.class);
    }

    @Override
    public void prepare(int count) {
        for (int i = 0; i < count; i++) {
            update(Case.name(i), 0);
        }
    }

    @Override
    public void update(int council, long at) {
        update(Case.name(council), at);
    }

    private void update(String id, long at) {
        Result<Case.Council> result = councils.submit(Command.internal(id, id, "benchmark", current -> {
                    Case.Council next = (current == null ? Case.Council.first(id) : current).next();
                    return new Outcome.Changed<>(next, new Emission.Event(next.written(at)));
                }))
                .join();
        if (!(result instanceof Result.Written<Case.Council>)) {
            throw new IllegalStateException("not written: " + result);
        }
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
