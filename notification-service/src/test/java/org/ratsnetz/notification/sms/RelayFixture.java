package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.parts.sms.MessageCentre;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A relay, and at the other end of a real socket a message centre. */
final class RelayFixture implements AutoCloseable {

    static final String NUMBER = "+4915112345678";

    static {
        // as in application.yml
        ((Logger) LoggerFactory.getLogger("org.jsmpp")).setLevel(Level.OFF);
    }

    final MessageCentre centre = MessageCentre.start(0, "ratsnetz", "geheim", _ -> {});
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final SmsRelay relay;

    /** Settings without their prefix, {@code window=2}; they replace the fixture's. */
    RelayFixture(Receipts receipts, String... settings) {
        relay = relay(centre.port(), receipts, new SmsMeters(registry), settings);
        centre.dials().receiptDelay(Duration.ofMillis(20));
    }

    RelayFixture(String... settings) {
        this((_, _) -> true, settings);
    }

    /** A running relay to whatever listens there. */
    static SmsRelay relay(int port, String... settings) {
        return relay(port, (_, _) -> true, new SmsMeters(new SimpleMeterRegistry()), settings);
    }

    private static SmsRelay relay(int port, Receipts receipts, SmsMeters meters, String... settings) {
        SmsRelay relay = new SmsRelay(properties(port, settings), receipts, meters);
        relay.start();
        return relay;
    }

    static SmsProperties properties(int port, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "ratsnetz.sms.host", "127.0.0.1",
                "ratsnetz.sms.port", Integer.toString(port),
                "ratsnetz.sms.system-id", "ratsnetz",
                "ratsnetz.sms.password", "geheim",
                "ratsnetz.sms.first-pause", "20ms",
                "ratsnetz.sms.longest-pause", "200ms"));
        Stream.of(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> all.put("ratsnetz.sms." + setting[0], setting[1]));
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("ratsnetz.sms", SmsProperties.class);
    }

    RelayFixture bound() {
        await().untilAsserted(() -> {
            assertThat(relay.trouble()).isEmpty();
            assertThat(centre.links()).isPositive();
        });
        return this;
    }

    Outcome send(String text) {
        return outcome(relay.send(new Sms("ref-" + text.hashCode(), NUMBER, text)));
    }

    /** So many at once, {@code Nr. 0} and so on. */
    List<Outcome> sendAtOnce(int count) {
        List<CompletableFuture<Outcome>> sent = IntStream.range(0, count)
                .mapToObj(i -> relay.send(new Sms("ref-" + i, NUMBER, "Nr. " + i)))
                .toList();
        return sent.stream().map(RelayFixture::outcome).toList();
    }

    static Outcome outcome(CompletableFuture<Outcome> sent) {
        return sent.orTimeout(20, TimeUnit.SECONDS).join();
    }

    double count(String meter, String... tags) {
        Counter counter = registry.find("ratsnetz.sms." + meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    double gauge(String meter) {
        return registry.get("ratsnetz.sms." + meter).gauge().value();
    }

    @Override
    public void close() {
        relay.stop();
        centre.close();
    }
}
