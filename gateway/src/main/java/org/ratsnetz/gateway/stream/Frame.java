package org.ratsnetz.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One event, ready for every wire: written to all viewers from the same memory, which the garbage collector frees when neither the
 * window nor a socket needs it any more.
 *
 * @param number running number in this process
 * @param slot partition in the layout
 * @param offset offset in the partition
 * @param after the position once this is seen, in this process's order
 * @param body the event without its id
 * @param whole the event with its id
 */
record Frame(long number, int slot, long offset, Position after, ByteBuf body, ByteBuf whole) {

    static Frame of(long number, int slot, long offset, Position after, Layout layout, String event, byte[] data) {
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] tail = idLine(after.id(layout));
        ByteBuffer memory = ByteBuffer.allocateDirect(head.length + data.length + 1 + tail.length);
        memory.put(head).put(data).put((byte) '\n').put(tail).flip();
        ByteBuf whole = shared(memory);
        return new Frame(number, slot, offset, after, whole.slice(0, whole.readableBytes() - tail.length), whole);
    }

    /** The end of an event: its id and the empty line. */
    static byte[] idLine(String id) {
        return ("id: " + id + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Text for many wires. */
    static ByteBuf shared(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return shared(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    private static ByteBuf shared(ByteBuffer memory) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory));
    }

    int size() {
        return whole.readableBytes();
    }
}
