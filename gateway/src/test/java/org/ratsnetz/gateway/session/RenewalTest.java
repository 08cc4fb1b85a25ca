package org.ratsnetz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.security.Caller;
import reactor.core.publisher.Mono;

class RenewalTest {

    private static final Grant OVER =
            new Grant("access", Instant.EPOCH, "refresh", new Caller("person", Set.of(), Set.of()));

    @Test
    void whoAsksWhenAFailureWasToldAsksAnew() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Mono<Grant>> away = () -> {
            asked.incrementAndGet();
            return Mono.error(new IllegalStateException("away"));
        };
        Session session = new Session("Amara Beispiel", Instant.MAX, OVER);
        session.renewed(away)
                .onErrorResume(error -> session.renewed(away))
                .onErrorComplete()
                .block();
        assertThat(asked).hasValue(2);
    }
}
