/**
 * Bench B5, one event to thousands of open streams: our gateway, WebFlux as it comes, and Netty alone. All three hear the event from
 * the same topic.
 */
@NullMarked
package org.ratsnetz.benchmarks.live;

import org.jspecify.annotations.NullMarked;
