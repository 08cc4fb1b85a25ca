/**
 * Where requests go: routes by path to the services, each request once and never again, with time-outs, a body limit, the trace
 * context, and forwarding headers of our own making. What a service does not answer becomes a problem document.
 */
@NullMarked
package org.ratsnetz.gateway.route;

import org.jspecify.annotations.NullMarked;
