package org.ratsnetz.council.municipality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;

/** Reads the shipped reference data; a fault in them stops the start. */
final class MunicipalityFile {

    private static final String CSV = "/nrw/municipalities.csv";
    private static final String SOURCE = "/nrw/municipalities.properties";

    private MunicipalityFile() {}

    static List<Municipality> read() {
        try (Reader reader = open(CSV);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return rows.stream().map(MunicipalityFile::municipality).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(CSV + " cannot be read", e);
        }
    }

    static MunicipalitySource source() {
        Properties values = new Properties();
        try (Reader reader = open(SOURCE)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(SOURCE + " cannot be read", e);
        }
        return new MunicipalitySource(
                value(values, "source"),
                LocalDate.parse(value(values, "territoryDate")),
                LocalDate.parse(value(values, "populationDate")),
                value(values, "attribution"),
                value(values, "positionAttribution"));
    }

    private static Municipality municipality(NamedCsvRecord row) {
        return new Municipality(
                row.getField("ags"),
                row.getField("name"),
                row.getField("kind"),
                row.getField("district_ags"),
                row.getField("district"),
                row.getField("region"),
                Integer.parseInt(row.getField("population")),
                LocalDate.parse(row.getField("population_date")),
                Double.parseDouble(row.getField("lat")),
                Double.parseDouble(row.getField("lon")));
    }

    private static String value(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(SOURCE + " lacks " + name);
        }
        return value;
    }

    private static Reader open(String path) {
        InputStream stream = MunicipalityFile.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
