package org.ratsnetz.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The records of a demo council as lines of an import; always the same. */
final class DemoRecords {

    static final String TERM_BEGIN = "2025-11-01";
    static final String LABEL = "Ausschuss für Chancengerechtigkeit und Integration";

    private static final List<String> LISTS = List.of(
            "Internationale Liste (Demo)",
            "Liste Vielfalt (Demo)",
            "Bündnis Zusammen (Demo)",
            "Offene Liste (Demo)",
            "Einzelbewerbung (Demo)");
    private static final List<String> FRACTIONS =
            List.of("Ratsfraktion A (Demo)", "Ratsfraktion B (Demo)", "Ratsfraktion C (Demo)");
    private static final String LEFT_ON = "2026-04-30";
    private static final String FOLLOWED_ON = "2026-05-01";

    private DemoRecords() {}

    static ObjectNode council(City city) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("ags", city.ags());
        line.putObject("committee").put("label", LABEL).put("since", TERM_BEGIN);
        line.putObject("seats").put("elected", city.elected()).put("council", city.council());
        line.putObject("foreignResidents").put("count", city.foreignResidents()).put("asOf", "2025-12-31");
        line.putObject("contact")
                .put("email", "aci@" + city.slug() + ".example")
                .put("phone", phone(city, 0))
                .put("website", "https://www." + city.slug() + ".example/aci");
        return line;
    }

    /** A number from those that the regulator keeps free for films and demos. */
    static String phone(City city, int variant) {
        return "0221 4710-%03d".formatted(100 + (Integer.parseInt(city.ags().substring(2)) + variant) % 900);
    }

    static List<ObjectNode> mandates(City city) {
        Random random = new Random(Long.parseLong(city.ags()));
        People people = new People(random);
        List<ObjectNode> lines = new ArrayList<>();
        int vacant = city.vacant();
        for (int seat = 1; seat <= city.elected(); seat++) {
            boolean left = seat % 9 == 4;
            ObjectNode line = mandate(city, people, "E-%02d".formatted(seat), "elected", list(random), office(seat));
            if (left) {
                line.put("end", LEFT_ON);
            }
            lines.add(line);
            if (left && vacant > 0) {
                vacant--;
            } else if (left) {
                lines.add(mandate(city, people, "E-%02d-N".formatted(seat), "elected", list(random), null)
                        .put("begin", FOLLOWED_ON));
            }
        }
        for (int seat = 1; seat <= city.council() - vacant; seat++) {
            String fraction = FRACTIONS.get(random.nextInt(FRACTIONS.size()));
            lines.add(mandate(city, people, "R-%02d".formatted(seat), "council", fraction, null));
        }
        for (int place = 1; place <= city.substitutes(); place++) {
            lines.add(mandate(city, people, "S-%02d".formatted(place), "substitute", list(random), null));
        }
        lines.add(mandate(city, people, "X-01", "expert", null, null));
        return lines;
    }

    private static ObjectNode mandate(
            City city, People people, String key, String kind, @Nullable String list, @Nullable String office) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("ags", city.ags());
        line.put("externalId", key);
        people.next(line.putObject("person"));
        line.put("kind", kind);
        if (list != null) {
            line.put("list", list);
        }
        if (office != null) {
            line.put("office", office);
        }
        return line.put("begin", TERM_BEGIN);
    }

    private static @Nullable String office(int seat) {
        return switch (seat) {
            case 1 -> "Vorsitz";
            case 2, 3 -> "Stellvertretender Vorsitz";
            default -> null;
        };
    }

    private static String list(Random random) {
        return LISTS.get(random.nextInt(LISTS.size()));
    }
}
