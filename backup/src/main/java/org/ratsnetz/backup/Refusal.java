package org.ratsnetz.backup;

import java.util.Locale;
import java.util.ResourceBundle;

/** A reason to do nothing, or no more, told in one line in the language of the one who asked. */
final class Refusal extends RuntimeException {

    Refusal(String key, Object... arguments) {
        super(text(key, arguments));
    }

    /** The same, with what led to it. */
    Refusal because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** A text in English where that is the language, else in German. */
    static String text(String key, Object... arguments) {
        Locale language = "en".equals(Locale.getDefault().getLanguage()) ? Locale.ENGLISH : Locale.GERMAN;
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return String.format(
                Locale.ROOT,
                ResourceBundle.getBundle("org.ratsnetz.backup.messages", language, noFallback)
                        .getString(key),
                arguments);
    }
}
