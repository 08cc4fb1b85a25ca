package org.ratsnetz.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A city of the demo. Name and AGS are real, most of the rest is invented.
 *
 * @param ags official municipality key
 * @param name name of the city
 * @param elected seats of directly elected members
 * @param council seats of members appointed by the municipal council
 * @param foreignResidents foreign residents, invented
 * @param vacant how many of the seats are vacant at the beginning
 * @param substitutes how many substitutes there are
 */
record City(String ags, String name, int elected, int council, int foreignResidents, int vacant, int substitutes) {

    static List<City> all() {
        return rows("/demo/cities.csv").stream()
                .map(cells -> new City(
                        cells[0],
                        cells[1],
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Integer.parseInt(cells[5]),
                        Integer.parseInt(cells[6]),
                        Integer.parseInt(cells[7])))
                .toList();
    }

    /** Rows of a file of ours below their heading; cells hold no separators. */
    static List<String[]> rows(String path) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(City.class.getResourceAsStream(path), path), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The city's client. */
    String client() {
        return "council-" + ags;
    }

    /** The name as part of an address. */
    String slug() {
        return name.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("[^a-z]+", "-");
    }
}
