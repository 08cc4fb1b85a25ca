package org.ratsnetz.backup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service's database.
 *
 * @param name its name, and the folder of its parts in a backup
 * @param schemas number of the stored form that this release can read, by collection
 * @param passing what names of collections begin with that are not copied: they belong to running processes, or are made anew from the
 *     topics
 */
record Store(String name, Map<String, Integer> schemas, List<String> passing) {

    /** What a database says of itself; one with it is ours. */
    static final String PLATFORM = "platform";

    /** All databases of a platform. */
    static final List<Store> ALL = List.of(
            new Store("council", Map.of("councils", 1, "mandates", 1), List.of("operations_", "system.")),
            new Store("board", Map.of("findings", 1), List.of("federation", "operations_", "system.")),
            new Store("notification", Map.of(), List.of("locks", "operations_", "system.")));

    static Optional<Store> of(String name) {
        return ALL.stream().filter(store -> store.name().equals(name)).findFirst();
    }

    /** Whether a collection belongs into a backup. */
    boolean keeps(String collection) {
        return passing.stream().noneMatch(collection::startsWith);
    }

    /** Whether this release can read a collection's documents of that schema. */
    boolean reads(String collection, int schema) {
        return schema <= schemas.getOrDefault(collection, 0);
    }
}
