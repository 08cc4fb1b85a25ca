package org.ratsnetz.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.StateDocuments.Applied;
import org.ratsnetz.platform.consumption.StateDocuments.Change;
import org.ratsnetz.platform.consumption.StateDocuments.Kind;

class StateDocumentsTest {

    private static final MongoClient CLIENT = MongoClients.create(TestParts.mongodbUri("consumption"));
    private static final int EVENTS = 40;

    private MongoCollection<Document> documents = collection("none");
    private StateDocuments state = new StateDocuments(documents);

    private static MongoCollection<Document> collection(String name) {
        return CLIENT.getDatabase("consumption").getCollection(name);
    }

    @BeforeEach
    void empty(TestInfo test) {
        documents = collection(test.getTestMethod().orElseThrow().getName());
        documents.drop();
        state = new StateDocuments(documents);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static Change event(String id, long sequence) {
        return new Change(
                id, "k", Kind.EVENT, new Standing(1, sequence), new Document("value", sequence), new Document());
    }

    private static Change fact(String id, long sequence, String name) {
        return new Change(id, "k", Kind.FACT, new Standing(1, sequence), new Document("name", name), new Document());
    }

    private Document stored(String id) {
        return Objects.requireNonNull(documents.find(new Document("_id", id)).first());
    }

    @Test
    void aBatchIsOneWritePerDocumentAndARepetitionChangesNothing() {
        Applied first = state.apply(List.of(event("a", 1), event("b", 1), event("a", 2), event("a", 2)));
        assertThat(first.applied()).isEqualTo(3);
        assertThat(first.dropped()).isEqualTo(1);
        assertThat(stored("a").getLong("value")).isEqualTo(2);
        Applied again = state.apply(List.of(event("a", 1), event("b", 1), event("a", 2)));
        assertThat(again.applied()).isZero();
        assertThat(again.dropped()).isEqualTo(3);
    }

    @Test
    void factsComeBeforeOrAfterEvents() {
        state.apply(List.of(fact("a", 0, "before")));
        state.apply(List.of(event("a", 1), fact("a", 1, "after")));
        state.apply(List.of(fact("a", 0, "late")));
        assertThat(stored("a").getString("name")).isEqualTo("after");
        assertThat(stored("a").getLong("value")).isEqualTo(1);
    }

    @Test
    void aZombieLoses() {
        state.apply(List.of(event("a", 1)));
        Fold zombie = new Fold("a", "k");
        zombie.found(new StateDocuments.Ranks(new Standing(1, 1).rank(), 0));
        zombie.take(event("a", 2), Sequencing::event);
        state.apply(List.of(event("a", 2), event("a", 3)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> documents.bulkWrite(List.of(zombie.write()))))
                .hasMessageContaining("duplicate key");
        assertThat(stored("a").getLong("value")).isEqualTo(3);
    }

    @Test
    void manyAtOnceEndAsOne() throws Exception {
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                done.add(threads.submit(() -> {
                    for (long sequence = 1; sequence <= EVENTS; sequence++) {
                        state.apply(List.of(
                                event("a", sequence), event("b", sequence), fact("a", sequence, "n" + sequence)));
                    }
                }));
            }
        }
        for (Future<?> one : done) {
            one.get();
        }
        assertThat(stored("a").getLong("value")).isEqualTo(EVENTS);
        assertThat(stored("a").getString("name")).isEqualTo("n" + EVENTS);
        assertThat(stored("b").getLong("value")).isEqualTo(EVENTS);
    }

    @Test
    void aReaderThatAppliesAnEventTooEarlyIsFoundOut() {
        assertThat(keepsOrder(state)).isTrue();
        documents.drop();
        StateDocuments planted = new StateDocuments(
                documents, (last, told) -> told.compareTo(last) > 0 ? Sequencing.APPLY : Sequencing.DROP);
        assertThat(keepsOrder(planted)).isFalse();
    }

    /** Tells events in a bad order and looks whether each one applied was the next. */
    private boolean keepsOrder(StateDocuments reader) {
        List<Long> order = new ArrayList<>();
        for (long sequence = 1; sequence <= EVENTS; sequence++) {
            order.add(sequence);
        }
        Collections.shuffle(order, new Random(3));
        long last = 0;
        for (Long sequence : order) {
            int applied = reader.apply(List.of(event("x", sequence))).applied();
            if (applied == 1 && sequence != last + 1) {
                return false;
            }
            last += applied;
        }
        return true;
    }
}
