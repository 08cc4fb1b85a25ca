package org.ratsnetz.gateway.about;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this installation says about itself.
 *
 * @param demo whether its data are a demonstration, shown as a mark on the page
 */
@ConfigurationProperties("ratsnetz.gateway")
public record AboutSettings(@DefaultValue("false") boolean demo) {}
