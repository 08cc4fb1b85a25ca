package org.ratsnetz.standalone.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invented people: first names of many origins, family names that are words for flowers, stars and butterflies. The same seed gives
 * the same people.
 */
public final class People {

    private static final List<String[]> NAMES = City.rows("/demo/people.csv");

    private final Random random;
    private final Set<String> given = new HashSet<>();

    People(Random random) {
        this.random = random;
    }

    /** The name of an invented person, for the same key the same. */
    public static String nameOf(String key) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        new People(new Random(key.hashCode())).next(person);
        return person.path("name").asString();
    }

    /** Describes another person than before. */
    void next(ObjectNode person) {
        String[] first = NAMES.get(random.nextInt(NAMES.size()));
        String name = first[0] + " " + last();
        while (!given.add(name)) {
            name = first[0] + " " + last() + "-" + last();
        }
        person.put("name", name);
        // not everyone says
        if (!first[1].isEmpty() && random.nextInt(12) > 0) {
            person.put("gender", first[1]);
        }
    }

    private String last() {
        return NAMES.get(random.nextInt(NAMES.size()))[2];
    }
}
