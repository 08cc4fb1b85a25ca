package org.ratsnetz.standalone.data;

import java.util.Locale;
import java.util.ResourceBundle;

/** Texts for people, German unless English is asked for. */
public final class Messages {

    private static final String BUNDLE = "org.ratsnetz.standalone.messages";

    private Messages() {}

    /** A text in the language of the one who started the launcher. */
    public static String text(String key, Object... arguments) {
        return text(Locale.getDefault(), key, arguments);
    }

    /** A text in English where the language is English, else in German. */
    public static String text(Locale locale, String key, Object... arguments) {
        Locale language = "en".equals(locale.getLanguage()) ? Locale.ENGLISH : Locale.GERMAN;
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return String.format(
                Locale.ROOT,
                ResourceBundle.getBundle(BUNDLE, language, noFallback).getString(key),
                arguments);
    }
}
