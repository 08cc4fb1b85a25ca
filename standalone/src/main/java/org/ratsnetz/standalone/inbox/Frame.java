package org.ratsnetz.standalone.inbox;

import static org.ratsnetz.standalone.inbox.Html.element;
import static org.ratsnetz.standalone.inbox.Html.link;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.ratsnetz.standalone.data.Messages;

/** What stands around every page, in one language, and how texts, times and links are written in it. */
final class Frame {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Ask ask;
    private final Locale language;
    private final DateTimeFormatter times;

    Frame(Ask ask) {
        this.ask = ask;
        this.language = ask.language();
        this.times = DateTimeFormatter.ofPattern(
                        language.equals(Locale.ENGLISH) ? "d MMM yyyy, HH:mm:ss" : "dd.MM.yyyy, HH:mm:ss", language)
                .withZone(ZONE);
    }

    String text(String key, Object... arguments) {
        return Messages.text(language, "inbox." + key, arguments);
    }

    String number(long number) {
        return String.format(language, "%,d", number);
    }

    Html.Element time(Instant time) {
        return element("time", times.format(time)).with("datetime", time.toString());
    }

    /** An address of ours that keeps the chosen language. */
    String address(String path, Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        if (ask.query().containsKey("lang")) {
            all.putIfAbsent("lang", language.getLanguage());
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        all.forEach((name, value) -> query.add(name + "=" + Ask.encoded(value)));
        return path + query;
    }

    String address(String path) {
        return address(path, Map.of());
    }

    /** The whole page. */
    String page(String title, List<Html> content) {
        StringBuilder out = new StringBuilder("<!doctype html>\n");
        element(
                        "html",
                        element(
                                "head",
                                element("meta").with("charset", "utf-8"),
                                element("meta")
                                        .with("name", "viewport")
                                        .with("content", "width=device-width, initial-scale=1"),
                                element("title", title + " · " + text("title")),
                                element("link").with("rel", "icon").with("href", "data:,"),
                                element("link").with("rel", "stylesheet").with("href", "/inbox.css")),
                        element(
                                "body",
                                link("#content", text("skip")).with("class", "skip"),
                                header(),
                                element("main").with("id", "content").add(content)))
                .with("lang", language.getLanguage())
                .writeTo(out);
        return out.append('\n').toString();
    }

    private Html header() {
        return element(
                "header",
                element(
                                "nav",
                                here(link(address("/"), text("title")), "/"),
                                here(link(address("/mail"), text("mail")), "/mail"),
                                here(link(address("/sms"), text("sms")), "/sms"),
                                otherLanguage())
                        .with("aria-label", text("navigation")));
    }

    private Html here(Html.Element link, String path) {
        return ask.path().equals(path) ? link.with("aria-current", "page") : link;
    }

    private Html otherLanguage() {
        String other = language.equals(Locale.ENGLISH) ? "de" : "en";
        Map<String, String> fields = new TreeMap<>(ask.query());
        fields.keySet().removeIf(String::isEmpty);
        fields.put("lang", other);
        return link(address(ask.path(), fields), other.equals("de") ? "Deutsch" : "English")
                .with("lang", other)
                .with("hreflang", other)
                .with("class", "language");
    }
}
