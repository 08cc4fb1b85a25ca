package org.ratsnetz.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

/** After a restore the figures are made anew from the topics, and findings are what they were. */
class RestoreTest {

    private static final String DATABASE = "board-restore";
    private static final String AGS = "05970009";
    /** Far from those of others: consumer groups are named after it. */
    private static final int GENERATION = 7700;

    private static JsonNode findings(RunningBoard board) {
        return board.http()
                .json("/api/federation/findings?state=open&ags=" + AGS)
                .path("items");
    }

    @Test
    void figuresAreMadeAnewAndFindingsStay() {
        try (MongoClient client = MongoClients.create(TestParts.mongodbUri(DATABASE))) {
            MongoDatabase database = client.getDatabase(DATABASE);
            database.getCollection("federation")
                    .insertOne(new Document("_id", "pointer")
                            .append("active", GENERATION)
                            .append("newest", GENERATION));
            JsonNode before;
            try (RunningBoard board = RunningBoard.start(DATABASE)) {
                Told.tell(Told.event(
                        AGS, 1, Instant.now(), new CouncilEvent.CouncilRegistered(Samples.council(AGS, 4, 4))));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> findings(board).size() >= 2);
                before = findings(board);
            }
            // what a restore leaves: no view, findings, and the mark
            database.listCollectionNames().forEach(name -> {
                if (name.startsWith("federation")) {
                    database.getCollection(name).drop();
                }
            });
            database.getCollection("platform")
                    .updateOne(new Document("_id", "epoch"), Updates.set("restored", Date.from(Instant.now())));
            try (RunningBoard board = RunningBoard.start(DATABASE)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> board.http()
                                .get("/api/federation/councils?limit=200")
                                .body()
                                .contains(AGS));
                Document pointer = database.getCollection("federation")
                        .find(new Document("_id", "pointer"))
                        .first();
                assertThat(pointer).isNotNull();
                assertThat(pointer.getInteger("active")).isGreaterThan(GENERATION);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> database.getCollection("federation").countDocuments(new Document("filling", true))
                                == 0);
                assertThat(findings(board)).isEqualTo(before);
                Document finding = await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> database.getCollection("findings")
                                        .find(new Document("_id", AGS + "/C2"))
                                        .first(),
                                document -> document != null && document.getInteger("epoch") > 1);
                assertThat(finding.getLong("sequence"))
                        .as("told again, and not opened again")
                        .isEqualTo(1);
            }
        }
    }
}
