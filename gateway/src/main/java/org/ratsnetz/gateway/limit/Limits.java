package org.ratsnetz.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * One bucket of requests for each client and each address, in this process only. Meter: {@code ratsnetz.gateway.limited}, requests
 * refused, by {@code whom} (client, address).
 */
@Component
public class Limits {

    private static final int NETWORK_BYTES = 8;

    private final LimitSettings settings;
    private final Cache<String, Bucket> clients = buckets();
    private final Cache<String, Bucket> addresses = buckets();
    private final Counter limitedClients;
    private final Counter limitedAddresses;

    Limits(LimitSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.limitedClients = limited("client", meters);
        this.limitedAddresses = limited("address", meters);
    }

    private static Counter limited(String whom, MeterRegistry meters) {
        return Counter.builder("ratsnetz.gateway.limited")
                .description("Requests refused with 429")
                .tag("whom", whom)
                .register(meters);
    }

    /** Counts a request of a client; gives the refusal when it was one too many. */
    public Optional<Problem> client(String id) {
        return take(clients.get(id, key -> bucket(settings.client())), limitedClients);
    }

    /** Counts a request from an address; gives the refusal when it was one too many. */
    public Optional<Problem> address(InetAddress address) {
        return take(addresses.get(network(address), key -> bucket(settings.address())), limitedAddresses);
    }

    private static Optional<Problem> take(Bucket bucket, Counter limited) {
        if (bucket.tryConsume(1)) {
            return Optional.empty();
        }
        limited.increment();
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        int seconds = (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999));
        return Optional.of(Problem.of(429, "too-many-requests", seconds).retryAfter(seconds));
    }

    private Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity((long) perSecond * settings.burst())
                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** What is counted as one address: who has one of IPv6 has its whole /64 network. */
    public static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** A bucket that nobody asked for a minute would be full again: nothing is forgotten with it. */
    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }
}
