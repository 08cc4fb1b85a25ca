package org.ratsnetz.notification.message;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the words of its language; the templates give it its form.
 *
 * @param language language tag
 * @param subject subject
 * @param heading first line
 * @param lead what it is about
 * @param items what happened
 * @param action the one thing to do, where there is one
 * @param notes smaller print
 * @param links where to change or end it
 */
public record Letter(
        String language,
        String subject,
        String heading,
        String lead,
        List<Item> items,
        @Nullable Link action,
        List<String> notes,
        List<Link> links) {

    /**
     * One thing that happened.
     *
     * @param title what
     * @param text more of it, may be empty
     * @param when when it was decided
     */
    public record Item(String title, String text, String when) {}

    /**
     * A link.
     *
     * @param label words
     * @param target address, made by our code only
     */
    public record Link(String label, URI target) {}
}
