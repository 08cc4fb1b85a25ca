package org.ratsnetz.gateway.stream;

import java.util.List;

/**
 * What was read since the last delivery.
 *
 * @param layout of the positions
 * @param frames events to show, oldest first; none where all that was read is not shown
 * @param after the position once these are seen
 */
record Batch(Layout layout, List<Frame> frames, Position after) {}
