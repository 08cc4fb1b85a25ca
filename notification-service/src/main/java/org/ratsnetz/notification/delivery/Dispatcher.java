package org.ratsnetz.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ratsnetz.notification.channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes rows of a channel whose time has come, has them written and sent, and records what became of them. One thread takes, one
 * records; what lies between, sent or not, is the window: no more second copies than that can come of a crash. Each channel has its
 * own, so that one that stands does not hold up the other.
 */
final class Dispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Rows of other processes, and those that are due later, are looked for so often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final long TO_END_MILLIS = 5_000;
    private static final int BATCH = 256;

    private final Claims claims;
    private final PostOffice postOffice;
    private final Ending ending;
    private final Tally tally;
    private final InstantSource clock;
    private final int size;
    private final Duration lease;
    private final Semaphore window;
    private final Semaphore news = new Semaphore(0);
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final Map<String, Delivery> underWay = new ConcurrentHashMap<>();
    private volatile boolean running;
    private final List<Thread> threads = new ArrayList<>();

    Dispatcher(
            Claims claims,
            PostOffice postOffice,
            Ending ending,
            Tally tally,
            InstantSource clock,
            DeliveryProperties properties) {
        this.claims = claims;
        this.postOffice = postOffice;
        this.ending = ending;
        this.tally = tally;
        this.clock = clock;
        this.size = properties.window();
        this.lease = properties.lease();
        this.window = new Semaphore(size);
    }

    private record Done(Delivery delivery, Fate fate) {}

    /** Something is owed. */
    void wake() {
        news.release();
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofVirtual().name("dispatch").start(this::dispatch));
        threads.add(Thread.ofVirtual().name("deliveries").start(this::record));
        threads.add(Thread.ofVirtual().name("claims").start(this::prolong));
    }

    private void dispatch() {
        while (running) {
            try {
                if (!takeSome()) {
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed("taking messages to send", e);
            }
        }
    }

    /** @return false when nothing is due now */
    private boolean takeSome() throws InterruptedException {
        int most = Math.max(1, Math.min(BATCH, size / 2));
        window.acquire(most);
        int taken = 0;
        try {
            List<Delivery> batch = claims.take(most);
            taken = batch.size();
            if (!batch.isEmpty()) {
                batch.forEach(delivery -> underWay.put(delivery.id(), delivery));
                hand(batch);
            }
            return !batch.isEmpty();
        } finally {
            window.release(most - taken);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the outcome's queue takes cannot fail
    private void hand(List<Delivery> batch) {
        Map<Delivery, CompletableFuture<Fate>> fates;
        try {
            fates = postOffice.send(batch);
        } catch (RuntimeException e) {
            // nothing was handed over: the rows wait for their lease and are taken again
            underWay.keySet().removeAll(batch.stream().map(Delivery::id).toList());
            window.release(batch.size());
            throw e;
        }
        fates.forEach((delivery, fate) -> fate.whenComplete((known, failure) -> done.add(new Done(
                delivery,
                failure == null
                        ? known
                        : new Fate.Answered(new Outcome.Temporary(
                                "failed", failure.getClass().getSimpleName()))))));
    }

    private void pause() throws InterruptedException {
        if (news.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private void record() {
        List<Done> batch = new ArrayList<>();
        while (running || !underWay.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    batch.add(done.take());
                    done.drainTo(batch, BATCH - 1);
                }
                write(batch);
                window.release(batch.size());
                batch.forEach(one -> underWay.remove(one.delivery().id()));
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed("recording what became of messages", e);
            }
        }
    }

    private void write(List<Done> batch) {
        Instant now = clock.instant();
        List<Claims.Change> changes = new ArrayList<>(batch.size());
        for (Done one : batch) {
            changes.add(new Claims.Change(
                    one.delivery().id(),
                    switch (one.fate()) {
                        case Fate.Answered(Outcome outcome) -> ending.change(one.delivery(), outcome, now);
                        case Fate.GivenUp(String code) -> Ending.expired(code, now);
                    }));
        }
        claims.write(changes);
        batch.forEach(one -> tally.count(one.delivery(), one.fate(), now));
    }

    private void prolong() {
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(lease.toMillis() / 3);
                claims.prolong(List.copyOf(underWay.keySet()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed("keeping the claims on messages", e);
            }
        }
    }

    private void failed(String what, RuntimeException e) {
        if (!running) {
            return;
        }
        LOG.warn("{} failed and will be tried again", what, e);
        try {
            TimeUnit.MILLISECONDS.sleep(LONGEST_PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes nothing more, and waits for what is under way, so that no second copy comes of a stop in good order. */
    @Override
    public void stop() {
        running = false;
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TO_END_MILLIS);
        try {
            while (!underWay.isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
