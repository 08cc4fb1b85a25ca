package org.ratsnetz.standalone.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever tries passwords: after some failures each next try has to wait twice as long as the one before. Counted are a
 * username from an address, an address with any username, and a username from anywhere; the last with short waits only, since it
 * would otherwise let anybody keep a person out.
 */
final class Brake {

    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** What is counted, the failures that cost nothing, and the longest wait. */
    private enum Kind {
        BOTH(5, Duration.ofMinutes(5)),
        ADDRESS(20, Duration.ofMinutes(5)),
        USERNAME(20, Duration.ofSeconds(30));

        private final int free;
        private final Duration longest;

        Kind(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }

        Duration pause(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            Duration pause = Duration.ofSeconds(1L << Math.min(failures - free, 20));
            return pause.compareTo(longest) < 0 ? pause : longest;
        }
    }

    private record Key(Kind kind, String what) {}

    private record Failures(int number, Instant last, Instant until) {}

    private final InstantSource clock;
    private final Map<Key, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };

    Brake(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait; empty for a try now, which counts as failed until {@link #succeeded} says otherwise. */
    synchronized Optional<Duration> check(String username, String address) {
        Instant now = clock.instant();
        Duration wait = Duration.ZERO;
        for (Key key : keys(username, address)) {
            Failures failures = lately(key, now);
            if (failures != null && Duration.between(now, failures.until()).compareTo(wait) > 0) {
                wait = Duration.between(now, failures.until());
            }
        }
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        for (Key key : keys(username, address)) {
            Failures failures = lately(key, now);
            int number = failures == null ? 1 : failures.number() + 1;
            known.put(key, new Failures(number, now, now.plus(key.kind().pause(number))));
        }
        return Optional.empty();
    }

    /** That try was none of those; what the address did with other usernames stays counted. */
    synchronized void succeeded(String username, String address) {
        Instant now = clock.instant();
        for (Key key : keys(username, address)) {
            Failures failures = lately(key, now);
            if (key.kind() == Kind.ADDRESS && failures != null && failures.number() > 1) {
                known.put(key, new Failures(failures.number() - 1, failures.last(), now));
            } else {
                known.remove(key);
            }
        }
    }

    private @Nullable Failures lately(Key key, Instant now) {
        Failures failures = known.get(key);
        return failures != null && failures.last().plus(FORGOTTEN).isAfter(now) ? failures : null;
    }

    private static Key[] keys(String username, String address) {
        return new Key[] {
            new Key(Kind.BOTH, username + ' ' + address),
            new Key(Kind.ADDRESS, address),
            new Key(Kind.USERNAME, username)
        };
    }
}
