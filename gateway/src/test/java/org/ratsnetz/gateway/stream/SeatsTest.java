package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SeatsTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress THREE = InetAddress.ofLiteral("192.0.2.3");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void anAddressHasItsShareAndNoMore() {
        Seats seats = seats(10, 2);
        assertThat(seats.take(ONE)).isEmpty();
        assertThat(seats.take(ONE)).isEmpty();
        assertThat(seats.take(ONE)).isPresent();
        assertThat(refused("address")).isEqualTo(1);
        assertThat(seats.take(TWO)).isEmpty();
        assertThat(open()).isEqualTo(3);
        seats.leave(ONE);
        assertThat(seats.take(ONE)).isEmpty();
        assertThat(refused("total")).isZero();
    }

    @Test
    void allTogetherHaveSoManyAndNoMore() {
        Seats seats = seats(2, 2);
        assertThat(seats.take(ONE)).isEmpty();
        assertThat(seats.take(TWO)).isEmpty();
        assertThat(seats.take(THREE)).isPresent();
        assertThat(refused("total")).isEqualTo(1);
        assertThat(refused("address")).isZero();
        seats.leave(ONE);
        assertThat(seats.take(THREE)).isEmpty();
        assertThat(open()).isEqualTo(2);
    }

    @Test
    void addressesOfOneNetworkCountAsOne() {
        Seats seats = seats(10, 1);
        assertThat(seats.take(InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
        assertThat(seats.take(InetAddress.ofLiteral("2001:db8::ffff:ffff:ffff:ffff")))
                .isPresent();
        assertThat(seats.take(InetAddress.ofLiteral("2001:db8:0:1::1"))).isEmpty();
        seats.leave(InetAddress.ofLiteral("2001:db8::1"));
        assertThat(seats.take(InetAddress.ofLiteral("2001:db8::2"))).isEmpty();
    }

    private Seats seats(int total, int perAddress) {
        return new Seats(
                new StreamSettings(
                        Duration.ofMinutes(5),
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(64),
                        Duration.ofSeconds(15),
                        total,
                        perAddress,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(60)),
                meters);
    }

    private double open() {
        return meters.get("ratsnetz.gateway.stream.viewers").gauge().value();
    }

    private double refused(String why) {
        return meters.counter("ratsnetz.gateway.stream.refused", "why", why).count();
    }
}
