package org.ratsnetz.standalone.inbox;

import static org.ratsnetz.standalone.inbox.Html.element;
import static org.ratsnetz.standalone.inbox.Html.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inbox's pages in the language of one request. */
final class Pages {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)']");
    private static final int EXCERPT = 90;

    private final Frame frame;

    Pages(Frame frame) {
        this.frame = frame;
    }

    /**
     * A line of a list.
     *
     * @param what the subject, or the beginning of a text
     */
    record Line(long id, String from, String to, String what, Instant receivedAt) {

        static Line of(Letter letter) {
            return new Line(letter.id(), letter.from(), letter.to(), letter.subject(), letter.receivedAt());
        }

        static Line of(Sms sms) {
            String text = sms.text().replace('\n', ' ');
            String beginning = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + " …";
            return new Line(sms.id(), sms.from(), sms.to(), beginning, sms.receivedAt());
        }
    }

    String home(Archive.Level mail, Archive.Level sms) {
        return frame.page(
                frame.text("home"),
                List.of(
                        element("h1", frame.text("title")),
                        element("p", frame.text("about")),
                        element(
                                        "ul",
                                        entry("/mail", frame.text("mail.count", frame.number(mail.kept()))),
                                        entry("/sms", frame.text("sms.count", frame.number(sms.kept()))))
                                .with("class", "doors"),
                        element("p", frame.text("programs")).with("class", "soft")));
    }

    private Html entry(String path, String text) {
        return element("li", link(frame.address(path), text));
    }

    /**
     * A page of a list.
     *
     * @param kind {@code mail} or {@code sms}
     * @param to the filter, empty for none
     * @param next the id before which the next page begins
     */
    String list(String kind, String to, List<Line> lines, Optional<Long> next, Archive.Level level) {
        List<Html> content = new ArrayList<>(List.of(element("h1", frame.text(kind)), filter(kind, to)));
        if (level.dropped() > 0) {
            content.add(element("p", frame.text("dropped", frame.number(level.kept()), frame.number(level.dropped())))
                    .with("class", "notice"));
        }
        if (lines.isEmpty()) {
            content.add(element("p", frame.text(to.isEmpty() ? "none" : "none.to")));
        } else {
            content.add(element("ol")
                    .with("class", "messages")
                    .add(lines.stream().map(line -> line(kind, line)).toList()));
        }
        next.ifPresent(before -> content.add(element(
                "p",
                link(frame.address("/" + kind, query(to, before)), frame.text("older"))
                        .with("rel", "next"))));
        if (level.kept() > 0) {
            content.add(empty(kind));
        }
        return frame.page(frame.text(kind), content);
    }

    private static Map<String, String> query(String to, long before) {
        Map<String, String> query = new TreeMap<>(Map.of("before", Long.toString(before)));
        if (!to.isEmpty()) {
            query.put("to", to);
        }
        return query;
    }

    private Html filter(String kind, String to) {
        Html.Element form = element(
                        "form",
                        element("label", frame.text(kind + ".to")).with("for", "to"),
                        element("input")
                                .with("id", "to")
                                .with("name", "to")
                                .with("type", "search")
                                .with("autocomplete", "off")
                                .with("spellcheck", "false")
                                .with("value", to),
                        element("button", frame.text("show")))
                .with("action", "/" + kind)
                .with("class", "filter")
                .with("role", "search");
        return frame.address("").isEmpty()
                ? form
                : form.add(List.of(element("input")
                        .with("type", "hidden")
                        .with("name", "lang")
                        .with("value", frame.address("").substring("?lang=".length()))));
    }

    private Html line(String kind, Line line) {
        String what = line.what().isBlank() ? frame.text("untitled") : line.what();
        return element(
                "li",
                link(frame.address("/" + kind + "/" + line.id()), what),
                element("span", frame.text("way", line.from(), line.to())),
                frame.time(line.receivedAt()));
    }

    private Html empty(String kind) {
        return element(
                        "details",
                        element("summary", frame.text("empty")),
                        element("p", frame.text(kind + ".empty")),
                        element("form", element("button", frame.text("empty.now")))
                                .with("method", "post")
                                .with("action", frame.address("/" + kind + "/empty")))
                .with("class", "empty");
    }

    String letter(Letter letter) {
        String path = "/mail/" + letter.id();
        List<Html> content = new ArrayList<>(opening(
                letter.subject().isBlank() ? frame.text("untitled") : letter.subject(),
                letter.from(),
                letter.to(),
                letter.receivedAt()));
        if (!letter.text().isBlank()) {
            content.add(element("h2", frame.text("text")));
            content.add(written(letter.text()));
        }
        if (letter.html() != null) {
            content.add(element("h2", frame.text("html")));
            content.add(element("iframe")
                    .with("src", path + "/html")
                    .with("sandbox", "allow-popups allow-popups-to-escape-sandbox")
                    .with("title", frame.text("html.title")));
        }
        content.add(element("h2", frame.text("headers")));
        content.add(headers(letter.headers()));
        content.add(element("p", link(path + "/source", frame.text("source"))));
        return frame.page(letter.subject(), content);
    }

    String sms(Sms sms) {
        List<Html> content =
                new ArrayList<>(opening(frame.text("sms.title", sms.to()), sms.from(), sms.to(), sms.receivedAt()));
        content.add(element("h2", frame.text("text")));
        content.add(written(sms.text()));
        content.add(element("p", frame.text(sms.parts() == 1 ? "sms.part" : "sms.parts", sms.parts()))
                .with("class", "soft"));
        content.add(element("h2", frame.text("headers")));
        content.add(headers(new TreeMap<>(sms.headers())));
        return frame.page(frame.text("sms.title", sms.to()), content);
    }

    private List<Html> opening(String title, String from, String to, Instant receivedAt) {
        return List.of(
                element("h1", title),
                element(
                        "dl",
                        element("dt", frame.text("from")),
                        element("dd", from),
                        element("dt", frame.text("to")),
                        element("dd", to),
                        element("dt", frame.text("received")),
                        element("dd", frame.time(receivedAt))));
    }

    private static Html headers(Map<String, ?> headers) {
        List<Html> rows = new ArrayList<>();
        headers.forEach((name, value) -> {
            rows.add(element("dt", name));
            List<?> values = value instanceof List<?> several ? several : List.of(value);
            values.forEach(one -> rows.add(element("dd", String.valueOf(one))));
        });
        return element("dl").with("class", "headers").add(rows);
    }

    /** A text as it is, but for its web addresses, which can be followed. */
    private static Html written(String text) {
        List<Html> pieces = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(text);
        int end = 0;
        while (addresses.find()) {
            pieces.add(new Html.Text(text.substring(end, addresses.start())));
            pieces.add(link(addresses.group(), addresses.group()));
            end = addresses.end();
        }
        pieces.add(new Html.Text(text.substring(end)));
        return element("div").with("class", "written").add(pieces);
    }

    String problem(String key) {
        return frame.page(
                frame.text("problem." + key),
                List.of(
                        element("h1", frame.text("problem." + key)),
                        element("p", link(frame.address("/"), frame.text("title")))));
    }
}
