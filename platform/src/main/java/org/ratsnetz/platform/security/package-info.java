/**
 * Who calls, and what they may do: access tokens (RFC 9068) are verified here again although the gateway has looked at them, and
 * every handler names who may call it. A handler that names nobody answers nobody.
 *
 * <p>Controllers say {@link org.ratsnetz.platform.security.PublicRead}, {@link org.ratsnetz.platform.security.PublicWrite}, {@link
 * org.ratsnetz.platform.security.CouncilWrite} or {@link org.ratsnetz.platform.security.Requires} on each handler method, and take
 * a {@link org.ratsnetz.platform.security.Caller} as argument where they want to know who it is.
 */
@NullMarked
package org.ratsnetz.platform.security;

import org.jspecify.annotations.NullMarked;
