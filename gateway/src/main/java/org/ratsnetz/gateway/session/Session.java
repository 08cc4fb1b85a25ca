package org.ratsnetz.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A person that is signed in. */
final class Session {

    private final String id = RandomText.next();
    private final String csrf = RandomText.next();
    private final String name;
    private final Instant end;
    private volatile Grant grant;
    private @Nullable Mono<Grant> renewing;

    /**
     * @param name the person's name
     * @param end when it is over, whatever happens
     */
    Session(String name, Instant end, Grant grant) {
        this.name = name;
        this.end = end;
        this.grant = grant;
    }

    /** What the browser names it by. */
    String id() {
        return id;
    }

    /** What a page of ours knows and a foreign one cannot: goes with every request that changes something. */
    String csrf() {
        return csrf;
    }

    String name() {
        return name;
    }

    Instant end() {
        return end;
    }

    Grant grant() {
        return grant;
    }

    boolean isOurPage(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), csrf.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for another grant; whoever asks meanwhile waits for the same answer, since a refresh token is good for one use. */
    synchronized Mono<Grant> renewed(Supplier<Mono<Grant>> ask) {
        if (renewing == null) {
            renewing = ask.get()
                    .doOnNext(fresh -> grant = fresh)
                    // before anyone is told: who asks after a failure asks anew
                    .doOnTerminate(this::answered)
                    .cache();
        }
        return renewing;
    }

    private synchronized void answered() {
        renewing = null;
    }
}
