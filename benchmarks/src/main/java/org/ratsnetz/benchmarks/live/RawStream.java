package org.ratsnetz.benchmarks.live;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The bare wire: any request opens a stream; each event is one shared buffer, written to a list of channels for each event loop. */
public final class RawStream {

    private static final ByteBuf HEAD = shared(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n:\n\n");

    private final Map<EventLoop, List<Channel>> open = new ConcurrentHashMap<>();

    private RawStream() {}

    /** Serves: port, address of Kafka, topic; without the last two it only holds streams open. */
    public static void main(String[] arguments) throws InterruptedException {
        RawStream stream = new RawStream();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        new ServerBootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .childHandler(stream.handlers())
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync();
        if (arguments.length > 1) {
            stream.read(arguments[1], arguments[2]);
        }
    }

    private ChannelInitializer<Channel> handlers() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Opening());
            }
        };
    }

    /** Takes a request that fits one packet for what it is. */
    private final class Opening extends SimpleChannelInboundHandler<ByteBuf> {

        private boolean opened;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            if (!opened) {
                opened = true;
                Channel channel = context.channel();
                open.computeIfAbsent(channel.eventLoop(), loop -> new ArrayList<>())
                        .add(channel);
                channel.closeFuture()
                        .addListener(closed -> open.getOrDefault(channel.eventLoop(), new ArrayList<>())
                                .remove(channel));
                var _ = context.writeAndFlush(HEAD.duplicate());
            }
        }
    }

    private void read(String kafka, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (true) {
                for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofMillis(500))) {
                    broadcast(row.value());
                }
            }
        }
    }

    private void broadcast(String data) {
        ByteBuf frame = shared("event: change\ndata: " + data + "\n\n");
        open.forEach((loop, channels) -> loop.execute(() -> {
            for (Channel channel : channels) {
                var _ = channel.writeAndFlush(frame.duplicate(), channel.voidPromise());
            }
        }));
    }

    private static ByteBuf shared(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
