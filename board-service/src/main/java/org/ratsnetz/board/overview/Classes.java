package org.ratsnetz.board.overview;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.ForeignResidents;
import tools.jackson.databind.json.JsonMapper;

/**
 * How councils are sorted into classes, as data with their sources.
 *
 * @param sizeClasses classes by foreign residents, smallest first
 * @param sizeSource where the limits come from
 * @param freshness when a council counts as silent
 */
record Classes(List<SizeClass> sizeClasses, String sizeSource, Freshness freshness) {

    /** Key of the class of those of whom nothing is known. */
    static final String UNKNOWN = "unknown";

    /**
     * A size class.
     *
     * @param key its key, which its name is looked up by
     * @param from fewest foreign residents
     * @param to most foreign residents, null in the last class
     */
    record SizeClass(String key, int from, @Nullable Integer to) {

        boolean holds(int residents) {
            return residents >= from && (to == null || residents <= to);
        }
    }

    /**
     * When a council counts as silent.
     *
     * @param thresholdDays days without a change
     * @param source who set that
     */
    record Freshness(int thresholdDays, String source) {}

    static Classes load() {
        try (InputStream in = Objects.requireNonNull(Classes.class.getResourceAsStream("classes.json"))) {
            return JsonMapper.builder().build().readValue(in, Classes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class of a council, {@link #UNKNOWN} where it gave no figure, so that all classes together are all councils. */
    String of(@Nullable ForeignResidents residents) {
        return sizeClasses.stream()
                .filter(size -> residents != null && size.holds(residents.count()))
                .map(SizeClass::key)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
