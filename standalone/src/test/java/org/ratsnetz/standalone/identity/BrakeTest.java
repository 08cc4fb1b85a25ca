package org.ratsnetz.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrakeTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Brake brake = new Brake(new InstantSource() {
        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void eachFailureDoublesTheWaitUpToFiveMinutes() {
        fail("ada", "10.0.0.1", 5);
        for (Duration wait = Duration.ofSeconds(1); wait.toSeconds() < 300; wait = wait.multipliedBy(2)) {
            assertThat(brake.check("ada", "10.0.0.1")).contains(wait);
            now = now.plus(wait);
            assertThat(brake.check("ada", "10.0.0.1")).isEmpty();
        }
        assertThat(brake.check("ada", "10.0.0.1")).contains(Duration.ofMinutes(5));
    }

    @Test
    void whoWaitsInVainWaitsNoLonger() {
        fail("ada", "10.0.0.1", 5);
        for (int i = 0; i < 100; i++) {
            assertThat(brake.check("ada", "10.0.0.1")).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void manyUsernamesFromOneAddressAreBraked() {
        for (int i = 0; i < 20; i++) {
            assertThat(brake.check("user-" + i, "10.0.0.1")).isEmpty();
        }
        assertThat(brake.check("ada", "10.0.0.1")).isPresent();
        assertThat(brake.check("ada", "10.0.0.2")).isEmpty();
    }

    @Test
    void manyAddressesWithOneUsernameAreBrakedBriefly() {
        for (int i = 0; i < 60; i++) {
            Optional<Duration> wait = brake.check("ada", "10.0.0." + i);
            assertThat(wait.orElse(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(30));
            now = now.plus(wait.orElse(Duration.ZERO));
        }
        assertThat(brake.check("ada", "10.0.1.1")).isPresent();
        assertThat(brake.check("bo", "10.0.1.1")).isEmpty();
    }

    @Test
    void aSuccessForgivesThePersonButNotTheAddress() {
        fail("ada", "10.0.0.1", 4);
        assertThat(brake.check("ada", "10.0.0.1")).isEmpty();
        brake.succeeded("ada", "10.0.0.1");
        fail("ada", "10.0.0.1", 5);
        assertThat(brake.check("ada", "10.0.0.1")).isPresent();
        for (int i = 0; i < 11; i++) {
            assertThat(brake.check("user-" + i, "10.0.0.1")).isEmpty();
        }
        assertThat(brake.check("bo", "10.0.0.1")).isPresent();
    }

    @Test
    void anHourLaterAllIsForgotten() {
        fail("ada", "10.0.0.1", 5);
        now = now.plus(Duration.ofMinutes(61));
        fail("ada", "10.0.0.1", 4);
        assertThat(brake.check("ada", "10.0.0.1")).isEmpty();
    }

    private void fail(String username, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(brake.check(username, address)).isEmpty();
        }
    }
}
