package org.ratsnetz.notification.fanout;

import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Hearing;
import org.springframework.context.SmartLifecycle;

/** Hears from the moment the service runs; the consumers themselves end what was opened. */
final class FanOutHearing implements SmartLifecycle {

    private final Consumers consumers;
    private final Hearing hearing;
    private volatile boolean running;

    FanOutHearing(Consumers consumers, Hearing hearing) {
        this.consumers = consumers;
        this.hearing = hearing;
    }

    @Override
    public void start() {
        consumers.open(hearing);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
