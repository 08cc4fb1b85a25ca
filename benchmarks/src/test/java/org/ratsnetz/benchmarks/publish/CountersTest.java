package org.ratsnetz.benchmarks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Which commands wait for a majority. */
class CountersTest {

    @Test
    void aWriteWaitsUnlessItSaysOtherwiseOrIsPartOfATransaction() {
        assertThat(waits("update", "{update: 'a', writeConcern: {w: 'majority', j: true}}"))
                .isTrue();
        assertThat(waits("update", "{update: 'a'}")).isTrue();
        assertThat(waits("update", "{update: 'a', writeConcern: {w: 1}}")).isFalse();
        assertThat(waits("insert", "{insert: 'a', txnNumber: 1, autocommit: false}"))
                .isFalse();
        assertThat(waits(
                        "commitTransaction",
                        "{commitTransaction: 1, autocommit: false, writeConcern: {w: 'majority'}}"))
                .isTrue();
    }

    private static boolean waits(String name, String command) {
        return Counters.waitsForMajority(name, BsonDocument.parse(command));
    }

    @Test
    void numbersAreReadFromAnEvent() {
        String json = "{\"council\":\"council-7\",\"number\":12,\"at\":1764000000000000,\"filling\":\"x\"}";
        assertThat(Reader.number(json, "\"number\":")).isEqualTo(12);
        assertThat(Reader.number(json, "\"at\":")).isEqualTo(1_764_000_000_000_000L);
    }

    @Test
    void fewCouncilsAreWrittenOften() {
        Choice choice = new Choice(500, 0.9);
        int[] chosen = new int[500];
        for (int i = 0; i < 100_000; i++) {
            chosen[choice.next()]++;
        }
        // the first council's share: 1 / sum of 1/n^0.9
        assertThat(chosen[0]).isBetween(10_000, 13_000);
        assertThat(chosen[499]).isBetween(10, 120);
    }
}
