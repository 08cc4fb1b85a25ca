package org.ratsnetz.platform.operations;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Operations of this service ({@code ratsnetz.operations}).
 *
 * @param area the part of the path that is this service's own
 */
@Validated
@ConfigurationProperties("ratsnetz.operations")
record OperationsProperties(@Pattern(regexp = "[a-z]+") String area) {

    /** Path of something in the area. */
    String path(String rest) {
        return "/api/operations/" + area + "/" + rest;
    }
}
