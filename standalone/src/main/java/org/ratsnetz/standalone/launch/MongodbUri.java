package org.ratsnetz.standalone.launch;

import java.util.regex.Pattern;

/** A connection string that the one who starts the platform brought, pointed at one database. */
record MongodbUri(String told) {

    private static final Pattern SOURCE_IS_CLEAR =
            Pattern.compile("[?&](authSource=|authMechanism=(?!SCRAM))", Pattern.CASE_INSENSITIVE);

    /**
     * The same hosts and options with another database. Credentials stay where they were looked up: without {@code authSource} the
     * driver takes the database in the path, which changes here.
     */
    String database(String name) {
        int hosts = told.indexOf("://") + 3;
        int options = told.indexOf('?');
        int end = options < 0 ? told.length() : options;
        int slash = told.indexOf('/', hosts);
        int base = slash < 0 || slash > end ? end : slash;
        String moved = told.substring(0, base) + "/" + name + told.substring(end);
        if (!told.substring(hosts, base).contains("@")
                || SOURCE_IS_CLEAR.matcher(moved).find()) {
            return moved;
        }
        String before = base < end ? told.substring(base + 1, end) : "";
        return moved + (options < 0 ? "?" : moved.endsWith("?") || moved.endsWith("&") ? "" : "&") + "authSource="
                + (before.isEmpty() ? "admin" : before);
    }
}
