package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.ratsnetz.platform.problem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/** Every failure of a request as a problem document in the caller's language; internals stay inside. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 10)
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemDocuments problems;

    ProblemAdvice(ProblemDocuments problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refused refused, HttpServletRequest request) {
        return answer(refused.problem(), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> stale(Stale stale, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(stale.etag());
        return answer(stale.problem(), headers, request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(
            HttpMessageNotReadableException failure, HttpServletRequest request) {
        Problem problem = switch (failure.getCause()) {
            case JacksonException json -> JsonProblems.of(json);
            case null, default -> Problem.of(400, "body-required");
        };
        return answer(problem, new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notValid(MethodArgumentNotValidException failure, HttpServletRequest request) {
        List<Invalid> errors = new ArrayList<>();
        for (ObjectError error : failure.getBindingResult().getAllErrors()) {
            String pointer = error instanceof FieldError field ? pointer(field.getField()) : "";
            errors.add(
                    error.contains(ConstraintViolation.class)
                            ? Violations.of(error.unwrap(ConstraintViolation.class), pointer)
                            : Invalid.of(pointer, "value"));
        }
        errors.sort(Comparator.comparing(Invalid::pointer).thenComparing(Invalid::reason));
        return answer(Problem.invalid(errors), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> parameterNotValid(
            HandlerMethodValidationException failure, HttpServletRequest request) {
        List<Invalid> errors = new ArrayList<>();
        failure.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors().forEach(error -> {
                    String pointer = "query/" + result.getMethodParameter().getParameterName();
                    errors.add(
                            error instanceof ObjectError object && object.contains(ConstraintViolation.class)
                                    ? Violations.of(object.unwrap(ConstraintViolation.class), pointer)
                                    : new Invalid(pointer, "value", List.of()));
                }));
        return answer(BadParameters.problem(errors), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongParameter(
            MethodArgumentTypeMismatchException failure, HttpServletRequest request) {
        Invalid error = JsonProblems.expected(
                "query/" + failure.getName(),
                failure.getParameter().nestedIfOptional().getNestedParameterType());
        return answer(BadParameters.problem(List.of(error)), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> missingParameter(
            MissingServletRequestParameterException failure, HttpServletRequest request) {
        Invalid error = Invalid.of("query/" + failure.getParameterName(), "required");
        return answer(BadParameters.problem(List.of(error)), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> method(
            HttpRequestMethodNotSupportedException failure, HttpServletRequest request) {
        List<String> allowed = failure.getSupportedHttpMethods() == null
                ? List.of()
                : failure.getSupportedHttpMethods().stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .toList();
        Problem problem = Problem.of(405, "method-not-allowed", failure.getMethod(), String.join(", ", allowed));
        return answer(problem, failure.getHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> mediaType(
            HttpMediaTypeNotSupportedException failure, HttpServletRequest request) {
        Problem problem = Problem.of(415, "media-type", text(failure.getSupportedMediaTypes()));
        return answer(problem, failure.getHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notAcceptable(
            HttpMediaTypeNotAcceptableException failure, HttpServletRequest request) {
        return answer(
                Problem.of(406, "not-acceptable", text(failure.getSupportedMediaTypes())), new HttpHeaders(), request);
    }

    /** The client has gone; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException failure) {
        log.debug("The client went away", failure);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Map<String, Object>> unexpected(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            Problem problem = ErrorAnswers.problem(response.getStatusCode().value(), request.getRequestURI());
            return answer(problem, response.getHeaders(), request);
        }
        if (failure instanceof IOException && request.isAsyncStarted()) {
            return null;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("The client went away", failure);
            return null;
        }
        if (Unavailable.causes(failure)) {
            log.warn("Request {} {}: a part is out: {}", request.getMethod(), pattern(request), failure.toString());
            return answer(Problem.of(503, "unavailable").retryAfter(1), new HttpHeaders(), request);
        }
        String id = UUID.randomUUID().toString();
        log.error("Request {} {} failed, id {}", request.getMethod(), pattern(request), id, failure);
        return answer(Problem.of(500, "internal", id).with("id", id), new HttpHeaders(), request);
    }

    private ResponseEntity<Map<String, Object>> answer(Problem problem, HttpHeaders more, HttpServletRequest request) {
        Locale locale = problems.locale(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(more)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(problems.document(problem, locale));
    }

    /** The route, not the address: an address may hold what a log must not. */
    private static Object pattern(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(no route)" : pattern;
    }

    private static String pointer(String field) {
        return "/" + field.replace("]", "").replace('[', '/').replace('.', '/');
    }

    private static String text(List<MediaType> types) {
        return String.join(", ", types.stream().map(MediaType::toString).toList());
    }
}
