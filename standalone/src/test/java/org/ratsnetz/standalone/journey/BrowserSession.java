package org.ratsnetz.standalone.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** What a browser does, with what it keeps in view: cookies, redirections, and everything it was ever told. */
final class BrowserSession {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final RunningPlatform platform;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    BrowserSession(RunningPlatform platform) {
        this.platform = platform;
    }

    /** Cookies it holds now. */
    Map<String, String> cookies() {
        return cookies;
    }

    /** Bodies and headers of all answers so far. */
    List<String> told() {
        return told;
    }

    /** Goes all the way in as a person. */
    static BrowserSession of(RunningPlatform platform, String username) throws IOException, InterruptedException {
        BrowserSession browser = new BrowserSession(platform);
        HttpResponse<String> arrived = browser.get(browser.callback(username, "/arbeitsplatz"));
        if (arrived.statusCode() != 302) {
            throw new IOException(arrived.body());
        }
        return browser;
    }

    /** The address that the provider sends the browser back to, not gone to yet. */
    String callback(String username, String to) throws IOException, InterruptedException {
        HttpResponse<String> login = get("/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        HttpResponse<String> page = get(location(login));
        return location(submit(page, username, password(platform, username)));
    }

    /** Fills the provider's form in and sends it. */
    HttpResponse<String> submit(HttpResponse<String> page, String username, String password)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(HtmlUtils.htmlUnescape(hidden.group(1)), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        form.put("username", username);
        form.put("password", password);
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/oauth2/authorize")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String password(RunningPlatform platform, String username) {
        return platform.access()
                .path("people")
                .valueStream()
                .filter(person -> person.path("username").asString().equals(username))
                .map(person -> person.path("password").asString())
                .findFirst()
                .orElseThrow();
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + answer.body()));
    }

    JsonNode session() throws IOException, InterruptedException {
        return RunningPlatform.JSON.readTree(get("/api/session").body());
    }

    String csrf() throws IOException, InterruptedException {
        return session().path("csrf").asString();
    }

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(request(address));
    }

    HttpResponse<String> patch(String path, @Nullable String csrf, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .method("PATCH", BodyPublishers.ofString(body));
        Optional.ofNullable(csrf).ifPresent(value -> request.header("X-CSRF-TOKEN", value));
        return send(request);
    }

    HttpResponse<String> logout(@Nullable String csrf) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/logout").POST(BodyPublishers.noBody());
        Optional.ofNullable(csrf).ifPresent(value -> request.header("X-CSRF-TOKEN", value));
        return send(request);
    }

    /** A path of the platform, or an address that it named. */
    HttpRequest.Builder request(String address) {
        URI uri = address.startsWith("/") ? platform.uri(address) : URI.create(address);
        return HttpRequest.newBuilder(uri);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = platform.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        told.add(answer.headers().map() + "\n" + answer.body());
        for (String line : answer.headers().allValues("Set-Cookie")) {
            String[] cookie = line.substring(0, (line + ";").indexOf(';')).split("=", 2);
            if (cookie[1].isEmpty()) {
                cookies.remove(cookie[0]);
            } else {
                cookies.put(cookie[0], cookie[1]);
            }
        }
        return answer;
    }
}
