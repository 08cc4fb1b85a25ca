package org.ratsnetz.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container refuses before or outside a handler, as a problem document too. Only reachable by error dispatch. */
@Hidden
@RestController
final class ErrorAnswers implements ErrorController {

    private final ProblemDocuments problems;

    ErrorAnswers(ProblemDocuments problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Problem problem = problem(status, uri == null ? "" : uri.toString());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.document(problem, problems.locale(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** The problem for a bare status. */
    static Problem problem(int status, String path) {
        return switch (status) {
            case 401 -> Problem.of(401, "token-required");
            case 403 -> Problem.of(403, "forbidden");
            case 404 -> Problem.of(404, "no-such-path", path);
            case 413 -> Problem.of(413, "body-too-large", RequestBodies.LARGEST);
            case 503 -> Problem.of(503, "overloaded").retryAfter(1);
            default -> status >= 500 ? Problem.of(status, "internal", "-") : Problem.of(status, "bad-request");
        };
    }
}
