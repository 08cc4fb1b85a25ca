/** The use case of bench B1 on Spring Modulith, as its manual says: transactions, the MongoDB registry, events externalised to Kafka. */
@NullMarked
package org.ratsnetz.benchmarks.modulith;

import org.jspecify.annotations.NullMarked;
