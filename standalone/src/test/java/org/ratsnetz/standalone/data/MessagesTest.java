package org.ratsnetz.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final String BUNDLE = "org.ratsnetz.standalone.messages";

    @Test
    void bothLanguagesSayTheSameThings() {
        ResourceBundle german = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
        ResourceBundle english = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);
        assertThat(english.getLocale()).isEqualTo(Locale.ENGLISH);
        assertThat(english.keySet()).isEqualTo(german.keySet());
        for (String key : german.keySet()) {
            assertThat(places(english.getString(key))).as(key).isEqualTo(places(german.getString(key)));
        }
    }

    @Test
    void whoAsksForNeitherGetsGerman() {
        assertThat(Messages.text(Locale.FRENCH, "progress.stopped")).isEqualTo("Ratsnetz hält");
        assertThat(Messages.text(Locale.UK, "progress.stopped")).isEqualTo("Ratsnetz has stopped");
    }

    private static int places(String text) {
        return text.split("%s", -1).length;
    }
}
