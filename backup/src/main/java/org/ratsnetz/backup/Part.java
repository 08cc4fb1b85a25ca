package org.ratsnetz.backup;

import java.util.regex.Pattern;
import org.bson.Document;

/**
 * A part of a backup: a collection ({@code council/mandates.bson}) or a file ({@code files/keys.json}).
 *
 * @param name name in the backup
 * @param documents how many documents it has, 0 for a file
 * @param bytes its size
 * @param sha256 its digest
 * @param schema highest number of a stored form in it, 0 where there is none
 */
record Part(String name, long documents, long bytes, String sha256, int schema) {

    private static final String ENDING = ".bson";
    private static final Pattern NAME =
            Pattern.compile("(council|board|notification)/[A-Za-z0-9_.-]+\\.bson|files/[a-z]+\\.json");

    /** Name of a collection's part. */
    static String name(Store store, String collection) {
        return store.name() + "/" + collection + ENDING;
    }

    boolean isProper() {
        return NAME.matcher(name).matches() && !name.contains("..");
    }

    boolean isFile() {
        return name.startsWith("files/");
    }

    boolean isOf(Store store) {
        return name.startsWith(store.name() + "/");
    }

    /** The collection, or the file's name. */
    String collection() {
        String rest = name.substring(name.indexOf('/') + 1);
        return isFile() ? rest : rest.substring(0, rest.length() - ENDING.length());
    }

    Document document() {
        return new Document("name", name)
                .append("documents", documents)
                .append("bytes", bytes)
                .append("sha256", sha256)
                .append("schema", schema);
    }

    static Part of(Document document) {
        return new Part(
                document.getString("name"),
                document.get("documents", Number.class).longValue(),
                document.get("bytes", Number.class).longValue(),
                document.getString("sha256"),
                document.getInteger("schema"));
    }
}
