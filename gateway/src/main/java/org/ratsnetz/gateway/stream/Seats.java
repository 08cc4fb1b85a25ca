package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ratsnetz.gateway.limit.Limits;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * How many streams are open, in all and from each address (IPv6: each /64 network). Meters: {@code ratsnetz.gateway.stream.viewers}, streams open now;
 * {@code ratsnetz.gateway.stream.refused}, streams refused, by {@code why} (total, address).
 */
@Component
class Seats {

    private static final int SECONDS_TO_WAIT = 10;

    private final StreamSettings settings;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final Counter refusedTotal;
    private final Counter refusedAddress;

    Seats(StreamSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("ratsnetz.gateway.stream.viewers", taken, AtomicInteger::get)
                .description("Streams open now")
                .register(meters);
        this.refusedTotal = refused("total", meters);
        this.refusedAddress = refused("address", meters);
    }

    private static Counter refused(String why, MeterRegistry meters) {
        return Counter.builder("ratsnetz.gateway.stream.refused")
                .description("Streams refused: too many in total or of one address")
                .tag("why", why)
                .register(meters);
    }

    /** Takes a seat; gives the refusal when there is none. */
    Optional<Problem> take(InetAddress address) {
        if (taken.incrementAndGet() > settings.viewers()) {
            taken.decrementAndGet();
            return refused(refusedTotal);
        }
        if (perAddress.merge(Limits.network(address), 1, Integer::sum) > settings.viewersPerAddress()) {
            leave(address);
            return refused(refusedAddress);
        }
        return Optional.empty();
    }

    void leave(InetAddress address) {
        taken.decrementAndGet();
        perAddress.computeIfPresent(Limits.network(address), (key, seats) -> seats == 1 ? null : seats - 1);
    }

    private static Optional<Problem> refused(Counter counter) {
        counter.increment();
        return Optional.of(Problem.of(503, "too-many-streams").retryAfter(SECONDS_TO_WAIT));
    }
}
