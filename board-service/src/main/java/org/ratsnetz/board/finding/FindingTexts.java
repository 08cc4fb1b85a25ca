package org.ratsnetz.board.finding;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;

/** What findings say to people. */
final class FindingTexts {

    private final MessageSource messages;

    FindingTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** Name of a rule. */
    String title(String rule, Locale locale) {
        return text("finding." + rule + ".title", Map.of(), locale);
    }

    /** Why a finding stands, with its figures. */
    String reason(Finding finding, Locale locale) {
        return text("finding." + finding.reason(), finding.figures(), locale);
    }

    private String text(String key, Map<String, Long> figures, Locale locale) {
        String text = messages.getMessage(key, null, key, locale);
        String filled = text == null ? key : text;
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        for (Map.Entry<String, Long> figure : figures.entrySet()) {
            filled = filled.replace("{" + figure.getKey() + "}", numbers.format(figure.getValue()));
        }
        return filled;
    }
}
