/**
 * The live stream {@code GET /api/federation/stream}: this process reads all partitions of the public topics, keeps some minutes of
 * them as ready frames, and writes each frame, encoded once, to everyone who watches. An event's id is a position in the topics, so
 * any replica can go on where another stopped. Who missed more than the window holds, or reads too slowly, gets a snapshot.
 *
 * <p>Hears {@code council-events} and {@code board-events}, shows changes and leaves out what is told again. Publishes nothing.
 */
@NullMarked
package org.ratsnetz.gateway.stream;

import org.jspecify.annotations.NullMarked;
