package org.ratsnetz.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * One open stream: where it stands and what its socket still has to take. Belongs to its channel's event loop. Bytes are written
 * below the HTTP codec, so that all viewers share them as they are: the answer has no length and ends with the connection.
 */
final class Viewer {

    /** What is next for a viewer. */
    enum State {
        /** Nothing is known about the topics yet. */
        WAITING,
        /** Is being sent what it missed, as fast as it reads. */
        CATCHING_UP,
        /** Gets events as they come. */
        FOLLOWING,
        /** Gets nothing but a snapshot, once it has read what it was sent. */
        BEHIND
    }

    private final Channel channel;
    private final ChannelHandlerContext wire;
    private final @Nullable String lastEventId;
    private State state = State.WAITING;
    private @Nullable Position ahead;
    private long aheadSince;
    private boolean snapshotAsked;
    private long stuckBytes;
    private long stuckSince;

    Viewer(Channel channel, @Nullable String lastEventId) {
        this.channel = channel;
        this.wire = Objects.requireNonNull(channel.pipeline().context(NettyPipeline.HttpCodec), "not an HTTP channel");
        this.lastEventId = lastEventId;
    }

    Channel channel() {
        return channel;
    }

    Optional<String> lastEventId() {
        return Optional.ofNullable(lastEventId);
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** Set while it has seen more than this process: another replica was further. */
    @Nullable
    Position ahead() {
        return ahead;
    }

    long aheadSince() {
        return aheadSince;
    }

    void ahead(@Nullable Position position, long now) {
        ahead = position;
        aheadSince = now;
    }

    /** True for the first who asks for a snapshot on its behalf. */
    boolean askSnapshot() {
        boolean first = !snapshotAsked;
        snapshotAsked = true;
        return first;
    }

    void snapshotAnswered() {
        snapshotAsked = false;
    }

    /** Bytes that the socket has not taken yet. */
    long waiting() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    void write(ByteBuf shared) {
        var _ = wire.write(shared.duplicate(), channel.voidPromise());
    }

    void write(Frame frame, Position id, Layout layout) {
        if (id.equals(frame.after())) {
            write(frame.whole());
        } else {
            write(frame.body());
            var _ = wire.write(Unpooled.wrappedBuffer(Frame.idLine(id.id(layout))), channel.voidPromise());
        }
    }

    void write(String text) {
        var _ = wire.write(Frame.shared(text), channel.voidPromise());
    }

    void flush() {
        wire.flush();
    }

    void close() {
        var _ = channel.close();
    }

    /** Completes when the socket has taken all that was written so far. */
    ChannelFuture drained() {
        return wire.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    /** Whether it has taken nothing of what waits for it for that long. */
    boolean stuck(long now, long patienceNanos) {
        long bytes = waiting();
        if (bytes == 0 || bytes != stuckBytes) {
            stuckBytes = bytes;
            stuckSince = now;
            return false;
        }
        return now - stuckSince > patienceNanos;
    }
}
