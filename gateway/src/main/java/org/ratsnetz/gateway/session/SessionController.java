package org.ratsnetz.gateway.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Tells a page who is signed in. */
@RestController
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Who is signed in; nothing but {@code signedIn} when nobody is.
     *
     * @param csrf what has to go with every change, in the header {@code X-CSRF-TOKEN}
     * @param expiresAt when the session is over if nothing is done any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            boolean signedIn,
            @Nullable String name,
            @Nullable List<String> roles,
            @Nullable List<String> councils,
            @Nullable String csrf,
            @Nullable Instant expiresAt) {

        static final View NOBODY = new View(false, null, null, null, null, null);
    }

    @GetMapping("/api/session")
    View session(ServerWebExchange exchange) {
        return sessions.find(Cookies.SESSION.of(exchange)).map(this::view).orElse(View.NOBODY);
    }

    private View view(Session session) {
        Caller caller = session.grant().caller();
        return new View(
                true,
                session.name(),
                caller.roles().stream().map(Role::claim).sorted().toList(),
                caller.councils().stream().sorted().toList(),
                session.csrf(),
                sessions.end(session).truncatedTo(ChronoUnit.SECONDS));
    }
}
