/**
 * Signing in for people with a browser (OpenID Connect, authorization code with PKCE). The browser holds the name of a session and
 * never a token; calls of the API that carry it get the person's access token on their way in, before anybody looks for one.
 */
@NullMarked
package org.ratsnetz.gateway.session;

import org.jspecify.annotations.NullMarked;
