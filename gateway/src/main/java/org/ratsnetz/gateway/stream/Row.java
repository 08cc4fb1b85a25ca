package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.gateway.stream.Viewer.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The viewers on one event loop. Everything in here runs on that loop, so viewers need no locks, and a delivery to all of them is
 * one task.
 */
final class Row {

    private static final Logger log = LoggerFactory.getLogger(Row.class);
    private static final ByteBuf HEARTBEAT = Frame.shared(":\n\n");
    private static final long LONGEST_AHEAD = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop loop;
    private final StreamSettings settings;
    private final Snapshots snapshots;
    private final Counter cut;
    private final long buffer;
    private final Set<Viewer> viewers = new LinkedHashSet<>();
    private @Nullable Live live;

    Row(EventLoop loop, StreamSettings settings, Snapshots snapshots, Counter cut, @Nullable Live live) {
        this.loop = loop;
        this.settings = settings;
        this.snapshots = snapshots;
        this.cut = cut;
        this.buffer = settings.buffer().toBytes();
        this.live = live;
        every(Duration.ofSeconds(1), this::look);
        every(settings.heartbeat(), this::beat);
    }

    EventLoop loop() {
        return loop;
    }

    private void every(Duration time, Runnable task) {
        var _ = loop.scheduleAtFixedRate(task, time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Over a copy: a viewer can end, and leave the set, while something is sent to it. One that fails is closed, alone. */
    private void each(Consumer<Viewer> what) {
        for (Viewer viewer : List.copyOf(viewers)) {
            try {
                what.accept(viewer);
            } catch (RuntimeException e) {
                log.warn("A stream is closed", e);
                viewer.close();
            }
        }
    }

    /** A new viewer, or one that comes back. */
    void join(Viewer viewer, String greeting) {
        viewers.add(viewer);
        viewer.write(greeting);
        viewer.flush();
        viewer.channel().closeFuture().addListener(closed -> viewers.remove(viewer));
        if (live != null) {
            begin(viewer, live);
        }
    }

    /** The topics are known (again): who waits begins, who was watching before cannot be told what happened in between. */
    void open(Live opened) {
        live = opened;
        each(viewer -> {
            if (viewer.state() == State.WAITING) {
                begin(viewer, opened);
            }
        });
    }

    void lost() {
        live = null;
        each(viewer -> {
            if (viewer.state() != State.WAITING) {
                viewer.state(State.BEHIND);
            }
        });
    }

    void deliver(Batch batch) {
        Live before = live;
        if (before == null || !before.layout().equals(batch.layout())) {
            return;
        }
        Live now = before.with(batch);
        live = now;
        each(viewer -> {
            if (viewer.state() == State.FOLLOWING) {
                follow(viewer, batch.frames(), now);
            }
        });
    }

    private void begin(Viewer viewer, Live now) {
        Optional<String> id = viewer.lastEventId();
        if (id.isEmpty()) {
            viewer.state(State.FOLLOWING);
            viewer.write("id: " + now.after().id(now.layout()) + "\n\n");
            viewer.flush();
            return;
        }
        Position.parse(id.get(), now.layout())
                .ifPresentOrElse(position -> catchUp(viewer, position), () -> needsSnapshot(viewer));
    }

    private void follow(Viewer viewer, List<Frame> frames, Live now) {
        Position ahead = viewer.ahead();
        for (Frame frame : frames) {
            if (full(viewer)) {
                cut(viewer);
                return;
            }
            if (ahead == null) {
                viewer.write(frame.whole());
            } else if (ahead.before(frame.slot(), frame.offset())) {
                viewer.write(frame, frame.after().orFurther(ahead), now.layout());
            }
        }
        viewer.flush();
        if (ahead != null) {
            stillAhead(viewer, ahead, now);
        }
    }

    private void stillAhead(Viewer viewer, Position ahead, Live now) {
        if (now.after().reaches(ahead)) {
            viewer.ahead(null, 0);
        } else if (System.nanoTime() - viewer.aheadSince() > LONGEST_AHEAD) {
            needsSnapshot(viewer); // a position that this stream never reached was not one of its own
        }
    }

    private boolean full(Viewer viewer) {
        if (viewer.waiting() <= buffer) {
            return false;
        }
        viewer.flush();
        return viewer.waiting() > buffer;
    }

    private void cut(Viewer viewer) {
        cut.increment();
        needsSnapshot(viewer);
    }

    /** Sends what came after the position, half a buffer at a time, the next half when the socket has taken the last. */
    private void catchUp(Viewer viewer, Position position) {
        Live now = live;
        if (now == null) {
            viewer.state(State.BEHIND);
            return;
        }
        Optional<List<Frame>> missed = now.window().since(position, now.number());
        if (missed.isEmpty()) {
            needsSnapshot(viewer);
            return;
        }
        viewer.state(State.CATCHING_UP);
        Position at = position;
        long written = 0;
        for (Frame frame : missed.get()) {
            if (written > buffer / 2) {
                Position next = at;
                viewer.drained().addListener(done -> {
                    if (done.isSuccess()) {
                        catchUp(viewer, next);
                    }
                });
                return;
            }
            at = frame.after().orFurther(at);
            viewer.write(frame, at, now.layout());
            written += frame.size();
        }
        viewer.flush();
        viewer.state(State.FOLLOWING);
        viewer.ahead(now.after().reaches(position) ? null : position, System.nanoTime());
    }

    private void needsSnapshot(Viewer viewer) {
        viewer.state(State.BEHIND);
        viewer.flush();
        askSnapshot(viewer);
    }

    private void askSnapshot(Viewer viewer) {
        Live now = live;
        if (now == null || viewer.waiting() > 0 || !viewer.askSnapshot()) {
            return;
        }
        var _ = snapshots
                .latest(now)
                .whenCompleteAsync(
                        (snapshot, trouble) -> {
                            viewer.snapshotAnswered();
                            if (trouble == null) {
                                show(viewer, snapshot);
                            } else {
                                log.debug("No snapshot now: {}", trouble.toString());
                            }
                        },
                        loop);
    }

    private void show(Viewer viewer, Snapshot snapshot) {
        Live now = live;
        if (now == null || !now.layout().equals(snapshot.layout()) || viewer.state() != State.BEHIND) {
            return;
        }
        Position from = now.window().rest(snapshot.from(), now.number()).from();
        viewer.write(snapshot.body());
        viewer.write("id: " + from.id(now.layout()) + "\n\n");
        catchUp(viewer, from);
    }

    /** Once a second: who can take a snapshot now, who takes nothing at all, who waits for what never comes. */
    private void look() {
        long now = System.nanoTime();
        Live current = live;
        each(viewer -> {
            Position ahead = viewer.ahead();
            if (viewer.stuck(now, settings.patience().toNanos())) {
                viewer.close();
            } else if (viewer.state() == State.BEHIND) {
                askSnapshot(viewer);
            } else if (ahead != null && current != null && viewer.state() == State.FOLLOWING) {
                stillAhead(viewer, ahead, current);
            }
        });
    }

    private void beat() {
        each(viewer -> {
            if (viewer.waiting() == 0) {
                viewer.write(HEARTBEAT);
                viewer.flush();
            }
        });
    }

    void close() {
        each(Viewer::close);
    }
}
