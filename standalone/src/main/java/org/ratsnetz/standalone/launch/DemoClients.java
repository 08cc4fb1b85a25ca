package org.ratsnetz.standalone.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ratsnetz.standalone.identity.Clients;

/** The clients that every standalone platform has: one for each role and one for each demo council. */
final class DemoClients {

    private static final String CITIES = "/demo/cities.csv";
    private static final String AGS = "05\\d{6}";

    private DemoClients() {}

    static List<Clients.Wanted> wanted() {
        List<Clients.Wanted> wanted = new ArrayList<>();
        for (String role : List.of("office", "registrar", "auditor", "operator")) {
            wanted.add(new Clients.Wanted(role, List.of(role), List.of()));
        }
        cities().forEach(ags -> wanted.add(new Clients.Wanted("council-" + ags, List.of("council"), List.of(ags))));
        return wanted;
    }

    /** AGS of the demo councils: the first column of the cities. */
    static List<String> cities() {
        InputStream in = Objects.requireNonNull(DemoClients.class.getResourceAsStream(CITIES), CITIES);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("[;,]", 2)[0].strip())
                    .filter(ags -> ags.matches(AGS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
