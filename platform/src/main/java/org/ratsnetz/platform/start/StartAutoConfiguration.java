package org.ratsnetz.platform.start;

import com.mongodb.client.MongoClient;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Looks at the settings that have no sensible default, before anything is made of them. Only where there is to be a database. */
@AutoConfiguration
@ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
class StartAutoConfiguration {

    private static final Pattern NAMES_DATABASE = Pattern.compile("mongodb(\\+srv)?://[^/]+/\\w+.*");

    @Bean
    static BeanFactoryPostProcessor databaseIsNamed(Environment environment) {
        return factory -> {
            if (!NAMES_DATABASE
                    .matcher(environment.getProperty("spring.mongodb.uri", ""))
                    .matches()) {
                throw new DatabaseNotNamed();
            }
        };
    }
}
