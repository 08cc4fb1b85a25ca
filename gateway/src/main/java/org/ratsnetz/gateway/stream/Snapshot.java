package org.ratsnetz.gateway.stream;

import io.netty.buffer.ByteBuf;

/**
 * The overview, ready for every wire.
 *
 * @param layout of the position
 * @param from what comes after this position may not be in the overview
 * @param body the event without its id
 */
record Snapshot(Layout layout, Position from, ByteBuf body) {}
