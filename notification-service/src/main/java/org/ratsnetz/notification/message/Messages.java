package org.ratsnetz.notification.message;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.message.Letter.Item;
import org.ratsnetz.notification.message.Letter.Link;
import org.springframework.context.MessageSource;

/** Writes messages. */
public final class Messages {

    /** Which templates messages are written with. */
    private static final String VERSION = "v1";

    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_SUBJECT = 120;

    private final MessageSource texts;
    private final TemplateEngine templates;

    /** @param templates templates, compiled */
    public Messages(MessageSource texts, TemplateEngine templates) {
        this.texts = texts;
        this.templates = templates;
    }

    /**
     * What a message tells of, and the links it bears.
     *
     * @param language language of the subscriber
     * @param council name of the council
     * @param happenings what happened, at least one
     * @param page the council's page
     * @param preferences where everything can be changed
     * @param unsubscribe where it can be ended
     */
    public record News(
            Locale language, String council, List<Happening> happenings, URI page, URI preferences, URI unsubscribe) {}

    /**
     * A wish to confirm.
     *
     * @param language language of the subscriber
     * @param scope what people call the scope
     * @param kinds names of kinds, empty for all
     * @param link link that confirms
     * @param within how long it holds
     */
    public record Question(Locale language, String scope, List<String> kinds, URI link, Duration within) {}

    /** A mail's two bodies. */
    public record Bodies(String subject, String text, String html) {}

    /** A mail that tells news. */
    public Bodies mail(News news) {
        Words words = new Words(texts, news.language());
        List<Item> items = items(news, words);
        int more = news.happenings().size() - MOST_ITEMS;
        List<String> notes = new ArrayList<>();
        if (more > 0) {
            notes.add(words.text("news.more", words.number(more)));
        }
        notes.add(words.text("news.why", news.council()));
        return bodies(new Letter(
                news.language().toLanguageTag(),
                shortened(words.text("news.subject", news.council(), summary(news, words))),
                summary(news, words),
                words.text("news.lead", news.council()),
                items,
                new Link(words.text("news.page", news.council()), news.page()),
                notes,
                List.of(
                        new Link(words.text("link.preferences"), news.preferences()),
                        new Link(words.text("link.unsubscribe"), news.unsubscribe()))));
    }

    private static List<Item> items(News news, Words words) {
        List<Item> items = new ArrayList<>();
        for (Happening happening : news.happenings()
                .subList(0, Math.min(MOST_ITEMS, news.happenings().size()))) {
            String when = words.time(happening.at());
            if (happening.summary()) {
                happening
                        .kinds()
                        .forEach(kind -> items.add(new Item(
                                words.text(
                                        "import.item",
                                        words.title(kind),
                                        words.number(happening.counts().getOrDefault(kind, 0))),
                                "",
                                when)));
            } else {
                items.add(new Item(words.title(happening.kinds().getFirst()), words.details(happening), when));
            }
        }
        return items;
    }

    /** What it is in a few words. */
    private static String summary(News news, Words words) {
        int changes = news.happenings().stream().mapToInt(Messages::changes).sum();
        Happening first = news.happenings().getFirst();
        if (news.happenings().size() > 1) {
            return words.text("news.several", words.number(changes));
        }
        return first.summary()
                ? words.text("news.import", words.number(changes))
                : words.title(first.kinds().getFirst());
    }

    private static int changes(Happening happening) {
        return happening.summary()
                ? happening.counts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                : 1;
    }

    /** A text message that tells news. */
    public String sms(News news) {
        Words words = new Words(texts, news.language());
        String details =
                news.happenings().size() == 1 ? words.details(news.happenings().getFirst()) : "";
        return words.text(
                details.isEmpty() ? "sms.news" : "sms.news-details",
                news.council(),
                summary(news, words),
                news.preferences(),
                details);
    }

    /** A mail that asks for a confirmation. */
    public Bodies mail(Question question) {
        Words words = new Words(texts, question.language());
        return bodies(new Letter(
                question.language().toLanguageTag(),
                shortened(words.text("confirm.subject", question.scope())),
                words.text("confirm.heading"),
                words.text("confirm.lead", question.scope(), kinds(question, words)),
                List.of(),
                new Link(words.text("confirm.action"), question.link()),
                List.of(words.text("confirm.within", question.within().toHours()), words.text("confirm.not-you")),
                List.of()));
    }

    /** A text message that asks for a confirmation. */
    public String sms(Question question) {
        Words words = new Words(texts, question.language());
        return words.text(
                "sms.confirm",
                question.scope(),
                question.link(),
                question.within().toHours());
    }

    private static String kinds(Question question, Words words) {
        return question.kinds().isEmpty()
                ? words.text("confirm.all-kinds")
                : String.join(", ", question.kinds().stream().map(words::title).toList());
    }

    private Bodies bodies(Letter letter) {
        return new Bodies(letter.subject(), render("mail-text.jte", letter), render("mail.jte", letter));
    }

    private String render(String template, Letter letter) {
        StringOutput output = new StringOutput();
        templates.render(VERSION + "/" + template, letter, output);
        return output.toString();
    }

    private static String shortened(String subject) {
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1) + "…";
    }
}
