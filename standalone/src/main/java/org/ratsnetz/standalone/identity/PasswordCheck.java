package org.ratsnetz.standalone.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes username and password out of an authorization request that is posted by the {@link LoginPage}, and answers for the person in
 * that one request. There is no session and no cookie: each way in asks for the password, and a request forged by another page leads
 * to a code that only the browser which began can use.
 */
final class PasswordCheck extends OncePerRequestFilter {

    static final String PATH = "/oauth2/authorize";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final int LONGEST = 100;

    private final People people;
    private final Brake brake;

    PasswordCheck(People people, Brake brake) {
        this.people = people;
        this.brake = brake;
    }

    /**
     * Why the person was not let in.
     *
     * @param pause how long to wait, null for a wrong password
     */
    record Denied(String username, @Nullable Duration pause) {

        private static final String ATTRIBUTE = Denied.class.getName();

        static Optional<Denied> in(HttpServletRequest request) {
            return request.getAttribute(ATTRIBUTE) instanceof Denied denied ? Optional.of(denied) : Optional.empty();
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String username = request.getParameter(USERNAME);
        if (request.getMethod().equals("POST") && username != null) {
            check(username.strip(), Objects.requireNonNullElse(request.getParameter(PASSWORD), ""), request);
        }
        try {
            chain.doFilter(new WithoutPassword(request), response);
        } finally {
            HttpSession made = request.getSession(false);
            if (made != null) {
                made.invalidate(); // the authorization server makes one at each success, and nobody asks for it again
            }
        }
    }

    private void check(String typed, String password, HttpServletRequest request) {
        String username = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        String address = Objects.requireNonNullElse(request.getHeader("X-Forwarded-For"), request.getRemoteAddr());
        Optional<Duration> wait = brake.check(username, address);
        Optional<Person> person = wait.isPresent() ? Optional.empty() : people.check(username, password);
        if (person.isPresent()) {
            brake.succeeded(username, address);
            SecurityContextHolder.setContext(new SecurityContextImpl(
                    UsernamePasswordAuthenticationToken.authenticated(username, null, List.of())));
        } else {
            request.setAttribute(Denied.ATTRIBUTE, new Denied(username, wait.orElse(null)));
        }
    }

    /** The authorization request as it was before the page added to it. */
    private static final class WithoutPassword extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        WithoutPassword(HttpServletRequest request) {
            super(request);
            this.parameters = new HashMap<>(request.getParameterMap());
            parameters.remove(USERNAME);
            parameters.remove(PASSWORD);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }
    }
}
