package org.ratsnetz.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;

/**
 * What a backup says of itself.
 *
 * @param version release that made it
 * @param takenAt when
 * @param mongodb version of the database
 * @param epochs epochs of the databases, as JSON object
 * @param parts all parts
 */
record Manifest(String version, Instant takenAt, String mongodb, Document epochs, List<Part> parts) {

    static final String NAME = "manifest.json";
    private static final String FORMAT = "ratsnetz-backup";
    private static final int KNOWN = 1;

    String json() {
        return new Document(FORMAT, KNOWN)
                .append("version", version)
                .append("takenAt", takenAt.toString())
                .append("mongodb", mongodb)
                .append("epochs", epochs)
                .append("parts", parts.stream().map(Part::document).toList())
                .toJson(JsonWriterSettings.builder().indent(true).build());
    }

    /**
     * Reads it.
     *
     * @throws Refusal when it is none, or of a later release's form
     */
    static Manifest read(String file, String json) {
        try {
            Document document = Document.parse(json);
            Integer format = document.getInteger(FORMAT);
            if (format == null) {
                throw new Refusal("file.foreign", file);
            }
            if (format > KNOWN) {
                throw new Refusal("file.newer", file, document.getString("version"));
            }
            List<Part> parts = new ArrayList<>();
            document.getList("parts", Document.class).forEach(part -> parts.add(Part.of(part)));
            return new Manifest(
                    document.getString("version"),
                    Instant.parse(document.getString("takenAt")),
                    document.getString("mongodb"),
                    document.get("epochs", Document.class),
                    List.copyOf(parts));
        } catch (JsonParseException | ClassCastException | NullPointerException | java.time.DateTimeException e) {
            throw new Refusal("file.broken", file, Manifest.NAME).because(e);
        }
    }
}
