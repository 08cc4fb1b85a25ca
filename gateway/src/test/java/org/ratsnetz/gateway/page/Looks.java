package org.ratsnetz.gateway.page;

import java.util.stream.Stream;

/** On which screens pages are looked at: in the short form each width, each colours and each language once. */
final class Looks {

    private Looks() {}

    /**
     * One way to look at a page.
     *
     * @param width width of the screen in pixels
     * @param colours {@code light} or {@code dark}
     * @param language language of the page
     */
    record Look(int width, String colours, String language) {

        /** What an address needs for its language. */
        String query() {
            return language.equals("de") ? "" : "?lang=" + language;
        }

        @Override
        public String toString() {
            return width + " px, " + colours + ", " + language;
        }
    }

    /** All of them with {@code -Dratsnetz.long=true}. */
    static Stream<Look> inShort() {
        Stream<Look> few = Stream.of(new Look(1280, "light", "de"), new Look(390, "dark", "en"));
        return Boolean.getBoolean("ratsnetz.long")
                ? Stream.concat(few, Stream.of(new Look(1280, "dark", "en"), new Look(390, "light", "de")))
                : few;
    }
}
