package org.ratsnetz.notification.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.parts.TestParts;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class BudgetsTest {

    private static final String DATABASE = "budgets-test";

    private final MongoClient client = MongoClients.create(TestParts.mongodbUri(DATABASE));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Budgets budgets = new Budgets(new SimpleMongoClientDatabaseFactory(client, DATABASE), now::get);

    @AfterEach
    void close() {
        client.getDatabase(DATABASE).drop();
        client.close();
    }

    @Test
    void manyAtOnceGetExactlyWhatThereIs() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> spent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                spent.add(callers.submit(() -> budgets.spend("sms", 1, 20)));
            }
            int granted = 0;
            for (Future<Boolean> one : spent) {
                granted += one.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(20);
        }
    }

    @Test
    void whatDoesNotFitIsNotTakenAndADayLaterAllIsThereAgain() {
        assertThat(budgets.spend("number", 3, 4)).isTrue();
        assertThat(budgets.spend("number", 2, 4)).isFalse();
        assertThat(budgets.spend("number", 1, 4)).isTrue();
        assertThat(budgets.full("number")).isBetween(Duration.ofHours(23), Duration.ofDays(1));
        now.updateAndGet(before -> before.plus(Duration.ofHours(25)));
        assertThat(budgets.spend("number", 4, 4)).isTrue();
        assertThat(budgets.spend("number", 5, 4)).isFalse();
    }
}
