package org.ratsnetz.council.imports;

import com.mongodb.WriteConcern;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** Wires imports. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportProperties.class)
class ImportsConfiguration {

    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    @Bean
    ImportJobs importJobs(MongoDatabaseFactory databases, MongoConverter converter, InstantSource clock) {
        MongoTemplate durable = new MongoTemplate(databases, converter);
        durable.setWriteConcern(DURABLE);
        ImportJobs jobs = new ImportJobs(durable, clock);
        jobs.createIndexes();
        return jobs;
    }

    @Bean
    Uploads importUploads(MongoDatabaseFactory databases, ImportProperties properties, InstantSource clock) {
        Uploads uploads = new Uploads(
                databases.getMongoDatabase().getCollection("import-chunks").withWriteConcern(DURABLE),
                properties,
                clock);
        uploads.createIndexes();
        return uploads;
    }

    @Bean
    ImportWork importWork(
            ObjectProvider<ImportKind<?, ?>> kinds,
            ImportJobs jobs,
            Uploads uploads,
            Municipalities municipalities,
            ImportProperties properties) {
        List<ImportKind<?, ?>> all = kinds.stream().toList();
        return new ImportWork(all, jobs, uploads, municipalities, properties, System::nanoTime);
    }

    /** Meter {@code ratsnetz.imports.running}: imports that this process works on. */
    @Bean
    ImportWorker importWorker(ImportJobs jobs, ImportWork work, ImportProperties properties, MeterRegistry registry) {
        ImportWorker worker = new ImportWorker(jobs, work, properties, System::nanoTime);
        Gauge.builder("ratsnetz.imports.running", worker, ImportWorker::running)
                .description("Imports that this process works on")
                .register(registry);
        return worker;
    }

    @Bean
    ImportErrors importErrors(ImportJobs jobs, ProblemDocuments texts) {
        return new ImportErrors(jobs, texts);
    }

    @Bean
    ImportDesk importDesk(
            ImportJobs jobs,
            Uploads uploads,
            ImportWork work,
            ImportWorker worker,
            ImportProperties properties,
            InstantSource clock,
            MessageSource messages) {
        return new ImportDesk(jobs, uploads, work, worker, properties, clock, messages);
    }

    @Bean
    UploadFilter uploadFilter() {
        return new UploadFilter();
    }
}
