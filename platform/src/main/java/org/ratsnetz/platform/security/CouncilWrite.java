package org.ratsnetz.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only for the council in the path: the path variable {@code ags} must be among the councils of a token with the role
 * {@link Role#COUNCIL}. A handler without that path variable answers nobody.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CouncilWrite {

    /** Whether a registrar may do it for any council. */
    boolean registrar() default false;
}
