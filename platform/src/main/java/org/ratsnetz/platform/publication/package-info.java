/**
 * Writing and publishing: group commit into MongoDB, where each document carries its own pending events, and the relay that
 * brings them to Kafka in order.
 *
 * <p>A change is a {@link org.ratsnetz.platform.publication.Command}; its {@link org.ratsnetz.platform.publication.Decision} is a
 * pure function from the state to an {@link org.ratsnetz.platform.publication.Outcome}. {@link
 * org.ratsnetz.platform.publication.GroupCommit} gathers the commands that wait, reads what it must, decides, and stores every
 * changed document with its events in one majority-journaled bulk write; callers are answered after it.
 */
@NullMarked
package org.ratsnetz.platform.publication;

import org.jspecify.annotations.NullMarked;
