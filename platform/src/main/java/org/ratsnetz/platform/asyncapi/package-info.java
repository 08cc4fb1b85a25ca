/**
 * The AsyncAPI 3 document of everything that travels over Kafka, made from the event types, so that it cannot lag behind them.
 */
@NullMarked
package org.ratsnetz.platform.asyncapi;

import org.jspecify.annotations.NullMarked;
