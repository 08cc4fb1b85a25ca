/**
 * Who comes in, and what every answer carries: clean paths only, a token that is valid or none at all, none for writing never, and
 * the security headers on everything that leaves, errors and the stream included. The services look at the token again.
 */
@NullMarked
package org.ratsnetz.gateway.security;

import org.jspecify.annotations.NullMarked;
