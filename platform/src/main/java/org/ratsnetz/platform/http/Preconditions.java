package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Precondition;
import org.springframework.http.HttpHeaders;

/** Reads {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1) as what is demanded of a document. */
public final class Preconditions {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*(,|$)");

    private Preconditions() {}

    /**
     * What the request demands. Weak tags never match, as the standard has it for {@code If-Match}.
     *
     * @throws Refused 400 when a header is malformed, or both are there
     */
    public static Precondition from(HttpServletRequest request) {
        List<String> match = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        List<String> noneMatch = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        if (!match.isEmpty() && !noneMatch.isEmpty()) {
            throw malformed(HttpHeaders.IF_NONE_MATCH, "one-precondition");
        }
        if (!noneMatch.isEmpty()) {
            if (noneMatch.size() == 1 && noneMatch.getFirst().strip().equals("*")) {
                return new Precondition.Absent();
            }
            throw malformed(HttpHeaders.IF_NONE_MATCH, "if-none-match");
        }
        if (match.isEmpty()) {
            return new Precondition.Missing();
        }
        String value = String.join(",", match).strip();
        return value.equals("*") ? new Precondition.Exists() : new Precondition.Matches(tags(value));
    }

    private static Set<String> tags(String value) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher matcher = TAG.matcher(value);
        int end = 0;
        while (end < value.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw malformed(HttpHeaders.IF_MATCH, "if-match");
            }
            if (matcher.group(1) == null) {
                tags.add(matcher.group(2));
            }
            end = matcher.end();
        }
        if (value.isEmpty() || value.endsWith(",")) {
            throw malformed(HttpHeaders.IF_MATCH, "if-match");
        }
        return tags;
    }

    private static Refused malformed(String header, String reason) {
        return new Refused(new Problem(
                "malformed-header",
                400,
                List.of(header),
                List.of(Problem.Invalid.of("header/" + header, reason)),
                null,
                Map.of()));
    }
}
