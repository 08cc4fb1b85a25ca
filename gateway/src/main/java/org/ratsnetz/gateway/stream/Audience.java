package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Everyone who watches, in one row for each event loop. Meter: {@code ratsnetz.gateway.stream.cut}, viewers that read too slowly
 * and were cut to a snapshot.
 */
@Component
class Audience implements SmartLifecycle {

    private static final int RETRY_MILLIS = 2_000;
    private static final int RETRY_SPREAD_MILLIS = 3_000;

    private final StreamSettings settings;
    private final Snapshots snapshots;
    private final Counter cut;
    private final Map<EventLoop, Row> rows = new HashMap<>();
    private @Nullable Live live;
    private volatile boolean running;

    Audience(StreamSettings settings, Snapshots snapshots, MeterRegistry meters) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.cut = Counter.builder("ratsnetz.gateway.stream.cut")
                .description("Readers too slow, cut to a snapshot")
                .register(meters);
    }

    /** Reading has begun; all that the window holds was there before. */
    synchronized void open(Live opened) {
        live = opened;
        tell(row -> row.open(opened));
    }

    /** Nothing can be read until {@link #open} says otherwise. */
    synchronized void lost() {
        live = null;
        tell(Row::lost);
    }

    synchronized void deliver(Batch batch) {
        Live before = live;
        if (before != null) {
            live = before.with(batch);
            tell(row -> row.deliver(batch));
        }
    }

    /** Lets a viewer in: a new one sees what comes from now on, one that comes back also what it missed. */
    synchronized void join(Channel channel, @Nullable String lastEventId) {
        Row row = rows.computeIfAbsent(channel.eventLoop(), loop -> new Row(loop, settings, snapshots, cut, live));
        int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_SPREAD_MILLIS);
        row.loop().execute(() -> {
            if (channel.isActive()) {
                row.join(new Viewer(channel, lastEventId), "retry: " + retry + "\n\n");
            }
        });
    }

    /** What the positions mean now, empty while the topics cannot be read. */
    synchronized Optional<Layout> layout() {
        return Optional.ofNullable(live).map(Live::layout);
    }

    private void tell(Consumer<Row> what) {
        rows.values().forEach(row -> row.loop().execute(() -> what.accept(row)));
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams have no end of their own: the server could not shut down gracefully while they are open. */
    @Override
    public synchronized void stop() {
        running = false;
        tell(Row::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
