package org.ratsnetz.platform.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A query parameter that a handler does not declare is refused by name, since a misspelt filter that is quietly ignored answers a
 * question that nobody asked; so is a single-valued one that comes twice.
 */
final class ParameterGuard implements HandlerInterceptor {

    /** Names that a handler knows, each with whether it may come more than once. */
    private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request.getQueryString() != null
                && handler instanceof HandlerMethod method) {
            check(request.getParameterMap(), declared.computeIfAbsent(method.getMethod(), _ -> parameters(method)));
        }
        return true;
    }

    private static void check(Map<String, String[]> sent, Map<String, Boolean> known) {
        List<Invalid> errors = new ArrayList<>();
        for (String name : new TreeSet<>(sent.keySet())) {
            Boolean several = known.get(name);
            if (several == null) {
                errors.add(Invalid.of(
                        "query/" + name, "unknown-parameter", String.join(", ", new TreeSet<>(known.keySet()))));
            } else if (!several && sent.getOrDefault(name, new String[0]).length > 1) {
                errors.add(Invalid.of("query/" + name, "parameter-twice"));
            } else if (Arrays.stream(sent.getOrDefault(name, new String[0])).anyMatch(ParameterGuard::unprintable)) {
                errors.add(Invalid.of("query/" + name, "value"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refused(BadParameters.problem(errors));
        }
    }

    /** No name or word holds one, and databases refuse some. */
    private static boolean unprintable(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }

    private static Map<String, Boolean> parameters(HandlerMethod method) {
        Map<String, Boolean> names = new HashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam declared =
                    AnnotatedElementUtils.findMergedAnnotation(parameter.getParameter(), RequestParam.class);
            Class<?> type = parameter.getParameterType();
            if (declared != null) {
                String name = declared.name().isEmpty() ? parameter.getParameterName() : declared.name();
                names.put(String.valueOf(name), type.isArray() || Collection.class.isAssignableFrom(type));
            } else if (type == Paging.class) {
                Paging.PARAMETERS.forEach(name -> names.put(name, false));
            }
        }
        return names;
    }
}
