package org.ratsnetz.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Anyone may call this, with or without a token, whatever the method: what the request itself carries, for example the token of a
 * link, is the authority. The handler checks it and limits what one caller can cause.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicWrite {}
