package org.ratsnetz.notification;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service keeps its data: it does not start without being told, rather than write to whatever answers at the default
 * address.
 *
 * @param uri connection string with the name of the service's own database
 */
@Validated
@ConfigurationProperties("spring.mongodb")
record DatabaseSettings(
        @DefaultValue("")
        @Pattern(
                regexp = "mongodb(\\+srv)?://[^/]+/\\w+.*",
                message = "must be set to mongodb://<host>:<port>/<database>, e.g. by SPRING_MONGODB_URI")
        String uri) {}
