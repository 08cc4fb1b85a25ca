package org.ratsnetz.standalone.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ratsnetz.standalone.data.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Refusals of the clients' administration as problem details, German unless English is asked for. */
@RestControllerAdvice
class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        ProblemDetail problem = problem(refusal.status(), refusal.key(), request.getLocale());
        if (!refusal.errors().isEmpty()) {
            problem.setProperty("errors", errors(refusal, request.getLocale()));
        }
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure, HttpServletRequest request) {
        return answer(problem(HttpStatus.BAD_REQUEST, "body", request.getLocale()));
    }

    void unauthorized(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, problem(HttpStatus.UNAUTHORIZED, "unauthorized", request.getLocale()));
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        write(response, problem(HttpStatus.FORBIDDEN, "forbidden", request.getLocale()));
    }

    private static List<Map<String, String>> errors(Refusal refusal, Locale locale) {
        return refusal.errors().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(error -> {
                    Map<String, String> entry = new LinkedHashMap<>();
                    entry.put("pointer", error.getKey());
                    entry.put("detail", Messages.text(locale, "problem." + error.getValue()));
                    return entry;
                })
                .toList();
    }

    private static ProblemDetail problem(HttpStatus status, String key, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, Messages.text(locale, "problem." + key));
        problem.setType(URI.create("urn:ratsnetz:problem:" + key.replace('.', '-')));
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
