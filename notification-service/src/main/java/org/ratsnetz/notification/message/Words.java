package org.ratsnetz.notification.message;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.happening.Happening;
import org.springframework.context.MessageSource;

/** Words for what happened, in one language. */
final class Words {

    /** The association's day. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final MessageSource texts;
    private final Locale locale;

    Words(MessageSource texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }

    String number(int number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(time.atZone(ZONE));
    }

    private String day(String day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(LocalDate.parse(day));
    }

    String title(String kind) {
        return text("kind." + kind);
    }

    /** What there is to say beside the title, in half a sentence; may be empty. */
    String details(Happening happening) {
        Map<String, String> facts = happening.facts();
        boolean begun = happening.kinds().contains("mandate-begun");
        return Stream.of(
                        said(facts.get("kind"), kind -> text("mandate." + kind)),
                        said(facts.get("list"), list -> text("mandate.list", list)),
                        said(facts.get("office"), office -> text("mandate.office", office)),
                        said(begun ? facts.get("begin") : null, begin -> text("mandate.begin", day(begin))),
                        said(facts.get("end"), end -> text("mandate.end", day(end))),
                        said(facts.get("fields"), fields -> text("changed", fields(fields))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> said(@Nullable String fact, UnaryOperator<String> words) {
        return Optional.ofNullable(fact).map(words);
    }

    /** A field that has no word here is called by its name. */
    private String fields(String fields) {
        return String.join(
                ", ",
                Arrays.stream(fields.split(","))
                        .map(field -> texts.getMessage("field." + field, null, field, locale))
                        .toList());
    }
}
