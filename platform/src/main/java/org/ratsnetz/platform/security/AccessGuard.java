package org.ratsnetz.platform.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ratsnetz.platform.problem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * The one place where a service decides who may call a handler. It fails closed: a handler without a rule, or one that is no
 * handler method at all, answers nobody. It runs before a body is read.
 */
final class AccessGuard implements HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(AccessGuard.class);

    private final Map<Method, AccessRule> rules = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST || handler instanceof ResourceHttpRequestHandler) {
            return true; // goes on with a request that was let in; or finds nothing, since no static files are served
            // here
        }
        rule(handler).refuses(request.getMethod(), variables(request), caller()).ifPresent(problem -> {
            throw new Refused(problem);
        });
        return true;
    }

    /** The caller of the request that this thread works on. */
    static Optional<Caller> caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication
                ? Optional.of(authentication.caller())
                : Optional.empty();
    }

    private AccessRule rule(Object handler) {
        return handler instanceof HandlerMethod method
                ? rules.computeIfAbsent(method.getMethod(), AccessGuard::ruleOf)
                : new AccessRule.Nobody();
    }

    private static AccessRule ruleOf(Method method) {
        AccessRule rule = AccessRule.of(method);
        if (rule instanceof AccessRule.Nobody) {
            log.error("{} does not say who may call it, so nobody may", method);
        }
        return rule;
    }

    @SuppressWarnings("unchecked") // Spring's contract for this attribute
    private static Map<String, String> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? (Map<String, String>) variables
                : Map.of();
    }
}
