package org.ratsnetz.standalone.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.standalone.inbox.Block.Found;

/** Answers what the inbox is asked. */
final class Desk {

    private static final int PAGE = 50;
    private static final Pattern PATH = Pattern.compile("/(mail|sms)(?:/(\\d{1,18}|empty)(?:/(source|html))?)?");
    // no script, nothing from elsewhere; a link opens a page of its own
    private static final String FOREIGN =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
    private static final byte[] STYLE = style();

    private final int port;
    private final Archive mail;
    private final Archive sms;

    /** What is there, as JSON. */
    private record Levels(Archive.Level mail, Archive.Level sms) {}

    /** A refusal, as JSON (RFC 9457). */
    private record Problem(String type, String title, int status) {}

    Desk(int port, Archive mail, Archive sms) {
        this.port = port;
        this.mail = mail;
        this.sms = sms;
    }

    private static byte[] style() {
        try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream("/inbox/inbox.css"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer(Ask ask) {
        if (!ask.isOurs(port)) {
            return problem(ask, 403, "foreign");
        }
        Matcher path = PATH.matcher(ask.path());
        try {
            return switch (ask.method()) {
                case "GET", "HEAD" -> path.matches() ? read(ask, path) : other(ask);
                case "DELETE" -> path.matches() && path.group(2) == null ? emptied(path.group(1)) : refused(ask);
                case "POST" ->
                    path.matches() && "empty".equals(path.group(2)) && path.group(3) == null
                            ? emptiedByButton(ask, path.group(1))
                            : refused(ask);
                default -> refused(ask);
            };
        } catch (NumberFormatException e) {
            return problem(ask, 400, "number");
        }
    }

    private Answer other(Ask ask) {
        return switch (ask.path()) {
            case "/" ->
                ask.wantsPage()
                        ? Answer.page(new Pages(new Frame(ask)).home(mail.level(), sms.level()))
                        : Answer.json(200, new Levels(mail.level(), sms.level()));
            case "/inbox.css" -> Answer.bytes("text/css; charset=utf-8", STYLE);
            default -> problem(ask, 404, "unknown");
        };
    }

    private Answer read(Ask ask, Matcher path) {
        String kind = path.group(1);
        String id = path.group(2);
        if (id == null) {
            return list(ask, kind);
        }
        if (id.equals("empty")) {
            return refused(ask);
        }
        Optional<Found> found = archive(kind).find(Long.parseLong(id));
        if (found.isEmpty()) {
            return problem(ask, 404, "gone");
        }
        return kind.equals("mail") ? letter(ask, found.get(), path.group(3)) : sms(ask, found.get(), path.group(3));
    }

    private Answer letter(Ask ask, Found found, @Nullable String view) {
        if ("source".equals(view)) {
            return Answer.bytes("text/plain; charset=utf-8", found.content());
        }
        Letter letter = LetterReader.read(found);
        if ("html".equals(view)) {
            String html = letter.html();
            return html == null
                    ? problem(ask, 404, "gone")
                    : Answer.page("<!doctype html><base target=\"_blank\">" + html)
                            .with("Content-Security-Policy", FOREIGN);
        }
        return ask.wantsPage() ? Answer.page(new Pages(new Frame(ask)).letter(letter)) : Answer.json(200, letter);
    }

    private static Answer sms(Ask ask, Found found, @Nullable String view) {
        if (view != null) {
            return problem(ask, 404, "unknown");
        }
        Sms message = Sms.read(found);
        return ask.wantsPage() ? Answer.page(new Pages(new Frame(ask)).sms(message)) : Answer.json(200, message);
    }

    private Answer list(Ask ask, String kind) {
        String to = ask.field("to").orElse("");
        long before = ask.number("before").orElse(Long.MAX_VALUE);
        long limit = ask.number("limit").orElse(Long.MAX_VALUE);
        Archive archive = archive(kind);
        Predicate<Kept> receiver = Receiver.of(kind, to);
        if (!ask.wantsPage()) {
            return Answer.array(
                    archive.newestFirst(before, receiver).limit(limit).map(found -> object(kind, found)));
        }
        List<Pages.Line> lines = archive.newestFirst(before, receiver)
                .limit(PAGE + 1L)
                .map(found ->
                        kind.equals("mail") ? Pages.Line.of(LetterReader.read(found)) : Pages.Line.of(Sms.read(found)))
                .toList();
        List<Pages.Line> page = lines.subList(0, Math.min(PAGE, lines.size()));
        Optional<Long> next = lines.size() > PAGE ? Optional.of(page.getLast().id()) : Optional.empty();
        return Answer.page(new Pages(new Frame(ask)).list(kind, to, page, next, archive.level()));
    }

    private static Object object(String kind, Found found) {
        return kind.equals("mail") ? LetterReader.read(found) : Sms.read(found);
    }

    private Answer emptied(String kind) {
        archive(kind).clear();
        return Answer.empty(204);
    }

    private Answer emptiedByButton(Ask ask, String kind) {
        archive(kind).clear();
        return Answer.empty(303).with("Location", new Frame(ask).address("/" + kind));
    }

    private Archive archive(String kind) {
        return kind.equals("mail") ? mail : sms;
    }

    private static Answer refused(Ask ask) {
        String allowed = switch (ask.path()) {
            case "/mail", "/sms" -> "GET, HEAD, DELETE";
            case "/mail/empty", "/sms/empty" -> "POST";
            default -> "GET, HEAD";
        };
        return problem(ask, 405, "method").with("Allow", allowed);
    }

    static Answer problem(Ask ask, int status, String key) {
        Frame frame = new Frame(ask);
        return ask.wantsPage()
                ? Answer.text(status, "text/html", new Pages(frame).problem(key))
                : Answer.json(
                                status,
                                new Problem("urn:ratsnetz:problem:inbox-" + key, frame.text("problem." + key), status))
                        .with("Content-Type", "application/problem+json");
    }
}
