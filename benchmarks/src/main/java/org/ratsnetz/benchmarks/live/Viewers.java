package org.ratsnetz.benchmarks.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Many open streams on one thread. They come from many loopback addresses, since one has not enough ports. Counts {@code data:} lines
 * of each stream: the n-th belongs to the n-th event.
 */
public final class Viewers implements AutoCloseable {

    private static final int PER_ADDRESS = 450;
    private static final byte[] MARK = "\ndata:".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 200;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Histogram micros = new Histogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
    private final AtomicInteger opened = new AtomicInteger();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile long[] sent = {};
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicInteger lost = new AtomicInteger();

    private static final class Viewer {
        private boolean greeted;
        private int matched;
        private int seen;
    }

    /**
     * Opens them.
     *
     * @throws IOException when not all are open within a minute
     */
    public Viewers(int port, String path, int count) throws IOException, InterruptedException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        thread = Thread.ofPlatform().name("viewers").start(this::read);
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 32 * 1024);
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + i / PER_ADDRESS)}), 0));
            channel.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channels.add(channel);
            channel.register(selector, SelectionKey.OP_READ, new Viewer());
            selector.wakeup();
            while (i + 1 - opened.get() > (i + 1 == count ? 0 : AT_ONCE)) {
                if (System.nanoTime() > giveUp || lost.get() > 0) {
                    throw new IOException(opened + " of " + count + " streams opened, " + lost + " were closed");
                }
                Thread.sleep(1);
            }
        }
    }

    /** From now on it counts: as many events as this, whose times are told by {@link #sent}. */
    public void expect(int count) {
        sent = new long[count];
        events.set(0);
        micros.reset();
        delivered.set(0);
        selector.keys().forEach(key -> {
            Viewer viewer = (Viewer) key.attachment();
            viewer.seen = 0;
        });
    }

    /** The next event is sent now. */
    public void sent() {
        sent[events.get()] = System.nanoTime();
        events.incrementAndGet();
    }

    public long delivered() {
        return delivered.get();
    }

    /** Streams that ended by themselves. */
    public int lost() {
        return lost.get();
    }

    /** From the moment an event was sent to Kafka; valid when nothing is under way. */
    public Histogram micros() {
        return micros;
    }

    private void read() {
        try {
            while (open) {
                selector.select(this::read, 100);
            }
        } catch (IOException e) {
            System.err.println("viewers: " + e);
        }
    }

    private void read(SelectionKey key) {
        Viewer viewer = (Viewer) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                lost.incrementAndGet();
                key.cancel();
                return;
            }
        } catch (IOException e) {
            lost.incrementAndGet();
            key.cancel();
            return;
        }
        buffer.flip();
        if (!viewer.greeted) {
            viewer.greeted = true;
            opened.incrementAndGet();
        }
        scan(viewer);
    }

    private void scan(Viewer viewer) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            viewer.matched = next == MARK[viewer.matched] ? viewer.matched + 1 : next == MARK[0] ? 1 : 0;
            if (viewer.matched == MARK.length) {
                viewer.matched = 0;
                if (viewer.seen < events.get()) {
                    micros.recordValue((System.nanoTime() - sent[viewer.seen]) / 1000);
                    viewer.seen++;
                    delivered.incrementAndGet();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
