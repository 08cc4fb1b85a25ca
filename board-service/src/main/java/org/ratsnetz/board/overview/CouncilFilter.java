package org.ratsnetz.board.overview;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilStatus;

/**
 * Which councils are wanted; what is null is not asked.
 *
 * @param q part of the name, or the beginning of the AGS
 */
record CouncilFilter(
        @Nullable String region,
        @Nullable String district,
        @Nullable CouncilStatus state,
        @Nullable String sizeClass,
        @Nullable String rule,
        @Nullable Boolean silent,
        @Nullable String q)
        implements Predicate<CouncilLine> {

    @Override
    public boolean test(CouncilLine line) {
        return is(region, line.region())
                && is(district, line.district())
                && (state == null || state == line.state())
                && is(sizeClass, line.sizeClass())
                && (silent == null || silent == line.silent())
                && (rule == null
                        || line.findings().stream().anyMatch(mark -> mark.rule().equals(rule)))
                && (q == null || named(line, q.toLowerCase(Locale.GERMAN).strip()));
    }

    private static boolean is(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean named(CouncilLine line, String part) {
        return line.name().toLowerCase(Locale.GERMAN).contains(part)
                || line.ags().startsWith(part);
    }
}
