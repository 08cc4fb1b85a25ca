package org.ratsnetz.gateway.stream;

/**
 * How far the stream is.
 *
 * @param layout of the positions
 * @param window of frames up to now, and perhaps some more
 * @param after the position once all frames up to {@code number} are seen
 * @param number of the last frame delivered
 */
record Live(Layout layout, Window window, Position after, long number) {

    Live with(Batch batch) {
        long last = batch.frames().isEmpty() ? number : batch.frames().getLast().number();
        return new Live(layout, window, batch.after(), last);
    }
}
