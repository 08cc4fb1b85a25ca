package org.ratsnetz.notification.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator may know of text messages. */
final class SmsMeters {

    private static final String PREFIX = "ratsnetz.sms.";

    private final MeterRegistry registry;
    private final Timer delay;
    private final Counter repeated;
    private final Counter failedBinds;
    private final Map<String, Counter> submits;
    private final Map<String, Counter> receipts;
    private final Map<String, Counter> ignored;

    SmsMeters(MeterRegistry registry) {
        this.registry = registry;
        delay = Timer.builder(PREFIX + "delay")
                .description("From a submit to its answer")
                .register(registry);
        repeated = Counter.builder(PREFIX + "repeated")
                .description("Submits sent a second time because the answer to the first was lost")
                .register(registry);
        failedBinds = Counter.builder(PREFIX + "binds.failed")
                .description("Tries to make the link to the message centre that failed")
                .register(registry);
        submits = counters("submits", "Parts handed to the message centre", "result", Reply.WORDS);
        receipts = counters(
                "receipts",
                "Receipts kept",
                "state",
                Stream.of(Receipt.State.values()).map(Receipt.State::word).toList());
        ignored = counters(
                "receipts.ignored",
                "Receipts of which nobody knows the message, unreadable ones, and messages to us",
                "why",
                List.of(ReceiptIntake.UNKNOWN, ReceiptIntake.UNREADABLE, ReceiptIntake.INCOMING));
    }

    private Map<String, Counter> counters(String name, String meaning, String tag, List<String> values) {
        return values.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        value -> Counter.builder(PREFIX + name)
                                .description(meaning)
                                .tag(tag, value)
                                .register(registry)));
    }

    void watch(Supplier<Number> unanswered, Supplier<Number> bound) {
        Gauge.builder(PREFIX + "unanswered", unanswered)
                .description("Submits in the window now")
                .register(registry);
        Gauge.builder(PREFIX + "bound", bound)
                .description("1 while the link to the message centre stands, else 0")
                .register(registry);
    }

    void submitted(String result, long nanos) {
        increment(submits, result);
        delay.record(Duration.ofNanos(nanos));
    }

    void repeated() {
        repeated.increment();
    }

    void bindFailed() {
        failedBinds.increment();
    }

    void receipt(Receipt.State state) {
        increment(receipts, state.word());
    }

    void ignored(String why) {
        increment(ignored, why);
    }

    private static void increment(Map<String, Counter> counters, String value) {
        Objects.requireNonNull(counters.get(value)).increment();
    }
}
