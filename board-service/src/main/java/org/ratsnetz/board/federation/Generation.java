package org.ratsnetz.board.federation;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.consumption.StateDocuments;

/**
 * The collections of one generation of the read model.
 *
 * @param number number of the generation, the first is 1
 * @param documents councils and mandates as their events tell of them
 * @param rows derived rows, and the positions they have reached
 * @param state the same documents, to apply events to
 * @param holes documents that miss an event
 */
record Generation(
        int number,
        MongoCollection<Document> documents,
        MongoCollection<Document> rows,
        StateDocuments state,
        Holes holes) {

    /** Index that figures are counted from; nothing else is read for that. */
    static final String FIGURES = "figures";

    /** One that serves. */
    static Generation open(MongoDatabase database, int number, Holes.Asking asking) {
        Generation opened = build(database, number, asking);
        opened.index();
        return opened;
    }

    /** One that is filled first; its indexes come when it is full, so that each write costs less. */
    static Generation build(MongoDatabase database, int number, Holes.Asking asking) {
        MongoCollection<Document> documents = database.getCollection(name("documents", number));
        StateDocuments state = new StateDocuments(documents);
        return new Generation(
                number,
                documents,
                database.getCollection(name("rows", number)).withWriteConcern(WriteConcern.MAJORITY.withJournal(true)),
                state,
                new Holes(database.getCollection(name("holes", number)), state, asking));
    }

    /** Makes the indexes that figures and newest changes are read from; nothing happens when they are there. */
    void index() {
        documents.createIndex(
                Indexes.ascending(
                        "ags",
                        MandateDocument.SEAT,
                        MandateDocument.BEGIN,
                        MandateDocument.END,
                        MandateDocument.GENDER,
                        StateDocuments.RANK,
                        StateDocuments.FACT_RANK,
                        MandateDocument.CHANGED_AT),
                new IndexOptions().name(FIGURES));
        documents.createIndex(Indexes.descending(MandateDocument.NEWS + ".at", "_id"), new IndexOptions().name("news"));
    }

    static void drop(MongoDatabase database, int number) {
        database.getCollection(name("documents", number)).drop();
        database.getCollection(name("rows", number)).drop();
        database.getCollection(name("holes", number)).drop();
    }

    private static String name(String what, int number) {
        return "federation_" + what + "_g" + number;
    }
}
