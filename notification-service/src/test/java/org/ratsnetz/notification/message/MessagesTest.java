package org.ratsnetz.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ratsnetz.notification.happening.Happening;
import org.springframework.context.support.ResourceBundleMessageSource;

class MessagesTest {

    private static final Instant DECIDED = Instant.parse("2026-11-24T18:30:00Z");

    private final Messages messages = new Messages(texts(), TemplateEngine.createPrecompiled(ContentType.Html));

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    @Test
    void aMailsPlainTextHasOneBlankLineBetweenItsPartsAndKeepsEachPartTogether() {
        String text = messages.mail(news(changed("mandate-begun"), changed("mandate-ended")))
                .text();

        assertThat(text).doesNotContain("\n\n\n").endsWith("token=out\n").doesNotEndWith("\n\n");
        assertThat(text)
                .containsPattern("\\* [^\n]+\n  24\\. November 2026, 19:30\n\n\\* ")
                .contains("Abmelden:\nhttps://ratsnetz.example/abo/abmelden?token=out");
    }

    @Test
    void aQuestionsPlainTextIsSetLikeThat() {
        String text = messages.mail(new Messages.Question(
                        Locale.ENGLISH,
                        "Köln",
                        List.of(),
                        URI.create("https://ratsnetz.example/abo/bestaetigen?token=yes"),
                        Duration.ofDays(2)))
                .text();

        assertThat(text)
                .doesNotContain("\n\n\n")
                .contains(":\nhttps://ratsnetz.example/abo/bestaetigen?token=yes\n\n")
                .contains("48 hours");
    }

    private static Messages.News news(Happening... happenings) {
        return new Messages.News(
                Locale.GERMAN,
                "Köln",
                List.of(happenings),
                URI.create("https://ratsnetz.example/rat/05315000"),
                URI.create("https://ratsnetz.example/abo/einstellungen?token=own"),
                URI.create("https://ratsnetz.example/abo/abmelden?token=out"));
    }

    private static Happening changed(String kind) {
        return new Happening("05315000:1#1.1", "05315000", List.of(kind), DECIDED, DECIDED, null, Map.of(), Map.of());
    }
}
