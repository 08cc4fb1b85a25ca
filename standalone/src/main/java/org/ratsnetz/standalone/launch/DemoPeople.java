package org.ratsnetz.standalone.launch;

import java.util.ArrayList;
import java.util.List;
import org.ratsnetz.standalone.identity.People;

/** The people that every standalone platform has, all invented: office, operator and an editor for each demo council. */
final class DemoPeople {

    private DemoPeople() {}

    static List<People.Wanted> wanted() {
        List<People.Wanted> wanted = new ArrayList<>();
        wanted.add(person("office", List.of("office"), List.of()));
        wanted.add(person("operator", List.of("operator"), List.of()));
        DemoClients.cities().forEach(ags -> wanted.add(person("editor-" + ags, List.of("council"), List.of(ags))));
        return wanted;
    }

    private static People.Wanted person(String username, List<String> roles, List<String> councils) {
        String name = org.ratsnetz.standalone.demo.People.nameOf(username);
        return new People.Wanted(username, name, roles, councils);
    }
}
