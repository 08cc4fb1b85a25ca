package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.route.ServiceDocuments;
import org.ratsnetz.gateway.route.UpstreamSettings;
import org.springframework.util.unit.DataSize;
import reactor.netty.NettyPipeline;

/** Viewers of one event loop, of which one ends in the middle of what is done for all. */
class RowTest {

    private static final Layout LAYOUT = Layout.of(List.of(new Layout.Topic("council-events", Uuid.ZERO_UUID, 1)));
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EmbeddedChannel first = channel(new ChannelOutboundHandlerAdapter());
    private final Closing closing = new Closing();
    private final EmbeddedChannel second = channel(closing);
    private final EmbeddedChannel third = channel(new ChannelOutboundHandlerAdapter());
    private final Row row = row();

    @Test
    void aDeliveryReachesWhoComesAfterAViewerThatEndsInIt() {
        everyoneJoins();
        closing.now = true;
        row.deliver(batch(0));
        row.deliver(batch(1));
        assertThat(second.isActive()).isFalse();
        assertThat(text(first)).contains("data: 0\n", "data: 1\n");
        assertThat(text(third)).contains("data: 0\n", "data: 1\n");
    }

    @Test
    void heartsBeatOnAfterAViewerThatEndsInABeat() {
        everyoneJoins();
        closing.now = true;
        beat();
        assertThat(second.isActive()).isFalse();
        assertThat(text(third)).contains(":\n\n");
        beat();
        assertThat(text(first)).contains(":\n\n");
        assertThat(text(third)).contains(":\n\n");
    }

    private void everyoneJoins() {
        for (EmbeddedChannel channel : List.of(first, second, third)) {
            row.join(new Viewer(channel, null), "retry: 2000\n\n");
            text(channel);
        }
    }

    private void beat() {
        first.advanceTimeBy(HEARTBEAT.toSeconds() + 1, TimeUnit.SECONDS);
        first.runScheduledPendingTasks();
    }

    private Row row() {
        StreamSettings settings = new StreamSettings(
                Duration.ofMinutes(5),
                DataSize.ofMegabytes(1),
                DataSize.ofKilobytes(64),
                HEARTBEAT,
                100,
                100,
                Duration.ofMillis(50),
                Duration.ofSeconds(60));
        URI nobody = URI.create("http://127.0.0.1:1");
        UpstreamSettings upstreams = new UpstreamSettings(
                nobody,
                nobody,
                nobody,
                nobody,
                DataSize.ofMegabytes(1),
                Duration.ZERO,
                DataSize.ofMegabytes(1),
                Duration.ZERO);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Position start = Position.of(new long[] {0});
        Window window = new Window(settings.window(), settings.windowSize().toBytes(), start);
        return new Row(
                first.eventLoop(),
                settings,
                new Snapshots(new ServiceDocuments(), upstreams, meters),
                meters.counter("cut"),
                new Live(LAYOUT, window, start, 0));
    }

    private static Batch batch(long offset) {
        Position after = Position.of(new long[] {offset + 1});
        byte[] data = Long.toString(offset).getBytes(StandardCharsets.UTF_8);
        return new Batch(LAYOUT, List.of(Frame.of(offset + 1, 0, offset, after, LAYOUT, "change", data)), after);
    }

    private static EmbeddedChannel channel(ChannelOutboundHandlerAdapter wire) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast("wire", wire);
        channel.pipeline().addLast(NettyPipeline.HttpCodec, new ChannelOutboundHandlerAdapter());
        return channel;
    }

    /** What was sent since the last look. */
    private static String text(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            text.append(((ByteBuf) sent).toString(StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** A connection that is found to be gone when bytes are sent on it. */
    private static final class Closing extends ChannelOutboundHandlerAdapter {

        private boolean now;

        @Override
        public void flush(ChannelHandlerContext context) {
            context.flush();
            if (now) {
                var _ = context.close();
            }
        }
    }
}
