package org.ratsnetz.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problems as RFC 9457 documents, with texts in German or English. A service's own bundle {@code messages} comes first,
 * then the platform's {@code platform-messages}. For both web stacks.
 */
public final class ProblemDocuments {

    /** Prefix of every problem type on the wire. */
    public static final String TYPE_PREFIX = "urn:ratsnetz:problem:";

    private static final List<Locale> LANGUAGES = List.of(Locale.GERMAN, Locale.ENGLISH);
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final MessageSource own;
    private final ResourceBundleMessageSource shared = new ResourceBundleMessageSource();

    /** Texts come from {@code own} where it has them. */
    public ProblemDocuments(MessageSource own) {
        this.own = own;
        shared.setBasename("platform-messages");
        shared.setDefaultEncoding("UTF-8");
        shared.setFallbackToSystemLocale(false);
    }

    /** The language to answer in: the best of German and English for an {@code Accept-Language} header, else German. */
    public Locale locale(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.GERMAN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? Locale.GERMAN : best;
        } catch (IllegalArgumentException e) {
            return Locale.GERMAN; // a header that is no language list is no reason to refuse
        }
    }

    /** The document as a map in the order of the standard; {@code errors} with text, then further members. */
    public Map<String, Object> document(Problem problem, Locale locale) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE_PREFIX + problem.type());
        document.put(
                "title", text("problem." + problem.type() + ".title", problem.arguments(), locale, problem.type()));
        document.put("status", problem.status());
        String detail = text("problem." + problem.type() + ".detail", problem.arguments(), locale, "");
        if (!detail.isEmpty()) {
            document.put("detail", detail);
        }
        if (!problem.errors().isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            problem.errors()
                    .forEach(error -> errors.add(Map.of("pointer", error.pointer(), "detail", text(error, locale))));
            document.put("errors", errors);
        }
        problem.members().forEach(document::putIfAbsent);
        return document;
    }

    /** The document as JSON. */
    public byte[] json(Problem problem, Locale locale) {
        return JSON.writeValueAsBytes(document(problem, locale));
    }

    /** What is wrong with one field, in words. A reason without a text in the bundles stands for itself. */
    public String text(Problem.Invalid error, Locale locale) {
        return text("invalid." + error.reason(), error.arguments(), locale, error.reason());
    }

    private String text(String key, List<Object> arguments, Locale locale, String otherwise) {
        Object[] values = arguments.toArray();
        String text = own.getMessage(key, values, null, locale);
        if (text == null) {
            text = shared.getMessage(key, values, otherwise, locale);
        }
        return text == null ? otherwise : text;
    }
}
