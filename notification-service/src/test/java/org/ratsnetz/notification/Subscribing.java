package org.ratsnetz.notification;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.ratsnetz.platform.security.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person does with this service, by HTTP and by the links of messages. */
public final class Subscribing {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningNotification notification;

    public Subscribing(RunningNotification notification) {
        this.notification = notification;
    }

    /** Posts a wish. */
    public HttpResponse<String> wish(String body) {
        return notification
                .service()
                .send(notification
                        .service()
                        .request("/api/subscriptions", "")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** A wish by mail in German, for all kinds. */
    public static String byMail(String address, String scope) {
        return """
                {"channel": "email", "address": "%s", "language": "de", "scope": %s}""".formatted(address, scope);
    }

    /** Subscribes and confirms by the link in the mail; returns the token of the preferences. */
    public String subscribe(String address, String scope) {
        String mailbox = address.strip().toLowerCase(Locale.ROOT);
        int before = notification.mails(mailbox).size();
        HttpResponse<String> taken = wish(byMail(address, scope));
        if (taken.statusCode() != 202) {
            throw new AssertionError(taken.body());
        }
        await().until(() -> notification.mails(mailbox).size() > before);
        return confirm(notification.mails(mailbox).getLast().text());
    }

    /** Follows the link in a confirmation and presses its button. */
    public String confirm(String text) {
        String token = token(RunningNotification.link(text, "/abo/bestaetigen"));
        HttpResponse<String> confirmed = post("/api/subscriptions/confirmation?token=" + token);
        if (confirmed.statusCode() != 200) {
            throw new AssertionError(confirmed.body());
        }
        return JSON.readTree(confirmed.body()).get("preferences").asString();
    }

    /** The token of a link. */
    public static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length()).replaceAll("&.*", "");
    }

    /** POST without a body. */
    public HttpResponse<String> post(String path) {
        return notification
                .service()
                .send(notification.service().request(path, "").POST(BodyPublishers.noBody()));
    }

    /** GET. */
    public HttpResponse<String> get(String path, String... headers) {
        var request = notification.service().request(path, "").GET();
        return notification.service().send(headers.length == 0 ? request : request.headers(headers));
    }

    /** GET as the office. */
    public JsonNode office(String path) {
        String token = notification.service().tokens().role(Role.OFFICE);
        HttpResponse<String> answer =
                notification.service().send(notification.service().request(path, token));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
