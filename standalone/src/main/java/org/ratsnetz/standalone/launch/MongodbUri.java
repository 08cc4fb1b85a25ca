package org.ratsnetz.standalone.launch;

/** A connection string that the one who starts the platform brought, pointed at one database. */
record MongodbUri(String told) {

    /** The same hosts and options with another database. */
    String database(String name) {
        int hosts = told.indexOf("://") + 3;
        int options = told.indexOf('?');
        int end = options < 0 ? told.length() : options;
        int slash = told.indexOf('/', hosts);
        int base = slash < 0 || slash > end ? end : slash;
        return told.substring(0, base) + "/" + name + told.substring(end);
    }
}
