package org.ratsnetz.standalone.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ratsnetz.standalone.data.Messages;
import org.ratsnetz.standalone.identity.PasswordCheck.Denied;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.HtmlUtils;

/**
 * Asks a person for username and password, in German unless English is asked for. The page carries the authorization request along in
 * its form and looks like the gateway's pages, under whose address it stands.
 */
final class LoginPage implements AuthenticationEntryPoint {

    static final String POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = page();
    private static final Pattern PLACE = Pattern.compile("\\{([a-z.]+)}");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        Optional<Denied> denied = Denied.in(request);
        Duration wait = denied.map(Denied::pause).orElse(null);
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
        }
        response.setStatus(denied.isEmpty() ? 200 : wait == null ? 401 : 429);
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(html(request, denied).getBytes(StandardCharsets.UTF_8));
    }

    private static String html(HttpServletRequest request, Optional<Denied> denied) {
        boolean asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null; // else it would be this machine's
        Locale locale = asked ? request.getLocale() : Locale.GERMAN;
        Map<String, String> raw = new LinkedHashMap<>();
        raw.put("fields", fields(request));
        raw.put("error", denied.map(one -> error(one, locale)).orElse(""));
        raw.put("invalid", denied.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"error\"");
        raw.put(
                "username",
                denied.map(one -> HtmlUtils.htmlEscape(one.username())).orElse(""));
        return PLACE.matcher(PAGE)
                .replaceAll(place -> Matcher.quoteReplacement(
                        raw.getOrDefault(place.group(1), HtmlUtils.htmlEscape(text(locale, place.group(1))))));
    }

    private static String text(Locale locale, String key) {
        return key.startsWith("login.") ? Messages.text(locale, key) : "";
    }

    private static String error(Denied denied, Locale locale) {
        Duration wait = denied.pause();
        String text = wait == null
                ? Messages.text(locale, "login.wrong")
                : Messages.text(locale, "login.wait", seconds(wait));
        return "<p class=\"notice notice-bad\" id=\"error\" role=\"alert\">" + HtmlUtils.htmlEscape(text) + "</p>";
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** The authorization request, which was checked before the page is shown. */
    private static String fields(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .map(entry -> "<input type=\"hidden\" name=\"" + HtmlUtils.htmlEscape(entry.getKey()) + "\" value=\""
                        + HtmlUtils.htmlEscape(entry.getValue()[0]) + "\">")
                .collect(Collectors.joining("\n      "));
    }

    private static String page() {
        try (InputStream in = Objects.requireNonNull(LoginPage.class.getResourceAsStream("login.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
