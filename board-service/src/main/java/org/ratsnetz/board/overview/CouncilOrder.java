package org.ratsnetz.board.overview;

import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ratsnetz.events.ForeignResidents;

/** The orders that the list of councils can have; names in German order, and the AGS decides between equals. */
final class CouncilOrder {

    private static final Map<String, Function<CouncilLine, Object>> KEYS = Map.of(
            "name", CouncilLine::name,
            "ags", CouncilLine::ags,
            "district", CouncilLine::district,
            "region", CouncilLine::region,
            "lastChange", line -> millis(line.lastChange()),
            "total", line -> (long) line.seats().total(),
            "filled", line -> (long) line.seats().filled(),
            "vacant", line -> (long) line.seats().vacant(),
            "women", line -> (long) line.women().count(),
            "foreignResidents", line -> count(line.foreignResidents()));

    private final Function<CouncilLine, Object> key;
    private final Comparator<List<Object>> comparator;

    CouncilOrder(String name, boolean descending) {
        this.key = KEYS.getOrDefault(name, CouncilLine::name);
        Collator german = Collator.getInstance(Locale.GERMAN);
        Comparator<List<Object>> first =
                Comparator.comparing(List::getFirst, (one, other) -> compare(german, one, other));
        this.comparator =
                (descending ? first.reversed() : first).thenComparing(position -> String.valueOf(position.getLast()));
    }

    /** Names that may be sorted by. */
    static Map<String, String> names() {
        return KEYS.keySet().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    private static long millis(@org.jspecify.annotations.Nullable Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }

    private static long count(@org.jspecify.annotations.Nullable ForeignResidents residents) {
        return residents == null ? -1 : residents.count();
    }

    private static int compare(Collator german, Object one, Object other) {
        return one instanceof Long first && other instanceof Long second
                ? Long.compare(first, second)
                : german.compare(String.valueOf(one), String.valueOf(other));
    }

    /** Where a line stands. */
    List<Object> position(CouncilLine line) {
        return List.of(key.apply(line), line.ags());
    }

    /** Lines in this order, those behind a position only, if there is one. */
    Stream<CouncilLine> sorted(Stream<CouncilLine> lines, List<Object> after) {
        return lines.filter(line -> after.isEmpty() || comparator.compare(position(line), after) > 0)
                .sorted(Comparator.comparing(this::position, comparator));
    }
}
