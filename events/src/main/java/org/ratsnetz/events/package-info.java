/**
 * The published language: what councils and the association tell each other over Kafka.
 *
 * <p>One sealed interface per publisher is one topic: {@link org.ratsnetz.events.CouncilEvent} on {@code council-events},
 * {@link org.ratsnetz.events.BoardEvent} on {@code board-events}. Events carry ids, facts and figures and never personal data;
 * names and gender of mandate holders travel only as {@link org.ratsnetz.events.PersonFacts} on the compacted topic
 * {@code council-people}, where a tombstone erases them.
 */
@NullMarked
package org.ratsnetz.events;

import org.jspecify.annotations.NullMarked;
