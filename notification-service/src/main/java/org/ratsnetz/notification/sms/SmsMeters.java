package org.ratsnetz.notification.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What an operator may know of text messages:
 *
 * <ul>
 *   <li>{@code ratsnetz.sms.submits} (count): parts handed to the message centre, tag {@code result}: accepted, throttled, refused,
 *       unknown (no answer came);
 *   <li>{@code ratsnetz.sms.delay} (seconds): from a submit to its answer;
 *   <li>{@code ratsnetz.sms.repeated} (count): submits sent a second time because nobody knows what became of the first;
 *   <li>{@code ratsnetz.sms.unanswered} (submits): in the window now;
 *   <li>{@code ratsnetz.sms.bound} (1 or 0): whether the link to the message centre stands;
 *   <li>{@code ratsnetz.sms.binds.failed} (count): tries to make the link that failed;
 *   <li>{@code ratsnetz.sms.receipts} (count): receipts passed on, tag {@code state};
 *   <li>{@code ratsnetz.sms.receipts.ignored} (count): tag {@code why}: unknown (nobody knows the message), unreadable, incoming (a
 *       message to us).
 * </ul>
 */
final class SmsMeters {

    private static final String PREFIX = "ratsnetz.sms.";

    private final MeterRegistry registry;
    private final Timer delay;
    private final Counter repeated;
    private final Counter failedBinds;

    SmsMeters(MeterRegistry registry) {
        this.registry = registry;
        delay = registry.timer(PREFIX + "delay");
        repeated = registry.counter(PREFIX + "repeated");
        failedBinds = registry.counter(PREFIX + "binds.failed");
    }

    void watch(Supplier<Number> unanswered, Supplier<Number> bound) {
        Gauge.builder(PREFIX + "unanswered", unanswered).register(registry);
        Gauge.builder(PREFIX + "bound", bound).register(registry);
    }

    void submitted(String result, long nanos) {
        registry.counter(PREFIX + "submits", "result", result).increment();
        delay.record(Duration.ofNanos(nanos));
    }

    void repeated() {
        repeated.increment();
    }

    void bindFailed() {
        failedBinds.increment();
    }

    void receipt(Receipt.State state) {
        registry.counter(PREFIX + "receipts", "state", state.word()).increment();
    }

    void ignored(String why) {
        registry.counter(PREFIX + "receipts.ignored", "why", why).increment();
    }
}
