/**
 * The descriptions of all interfaces in one place: OpenAPI of each service, AsyncAPI of the events.
 */
@NullMarked
package org.ratsnetz.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
