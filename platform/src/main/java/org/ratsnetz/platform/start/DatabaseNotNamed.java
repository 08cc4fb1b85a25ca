package org.ratsnetz.platform.start;

/** A service does not start without being told where its data are, rather than write to whatever answers at the usual address. */
final class DatabaseNotNamed extends RuntimeException {

    DatabaseNotNamed() {
        super("spring.mongodb.uri names no database: it must be set to mongodb://<host>:<port>/<database>");
    }
}
