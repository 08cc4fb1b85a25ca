package org.ratsnetz.parts;

/** Who provides the real parts of a test run. */
interface PartsRunner {

    Part mongod();

    String mongodbUri(String database);

    Part kafka();

    String bootstrapServers();

    /** Ends everything and removes its data. */
    void close();
}
