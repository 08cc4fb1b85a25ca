package org.ratsnetz.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** S19 and S20: an address that was subscribed, confirmed, written to and erased is nowhere any more, and never was in a log. */
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest {

    private static final String ADDRESS = "kanarienvogel-4711";
    private static final String NUMBER = "15123456777";
    private static final String AGS = "05913200";

    @Test
    void whoIsErasedIsInNoCollectionTopicOrLog(CapturedOutput output) {
        RunningNotification notification = RunningNotification.shared();
        Subscribing person = new Subscribing(notification);
        Told.tell(Told.event(AGS, 1, Instant.now().minus(Duration.ofDays(2)), Samples.registered(AGS)));
        await().until(() -> notification.bean(KnownCouncils.class).find(AGS).isPresent());
        String mailbox = ADDRESS + "@demo.example";
        String preferences = person.subscribe(mailbox, "{\"council\": \"" + AGS + "\"}");
        person.wish("""
                {"channel":"sms","address":"+49%s","language":"de","scope":{"council":"%s"},"kinds":["council-changed"]}""".formatted(NUMBER, AGS));
        await().until(() -> notification.texts("+49" + NUMBER).size() == 1);
        String smsPreferences =
                person.confirm(notification.texts("+49" + NUMBER).getFirst().text());
        person.wish(Subscribing.byMail(mailbox, "{\"all\": true}")); // never confirmed
        person.wish(
                "{\"channel\":\"email\",\"address\":\"" + mailbox + "\",\"language\":\"xx\",\"scope\":{\"all\":true}}");
        Told.tell(
                Told.event(AGS, 2, Instant.now(), new CouncilChanged(Samples.council(AGS, 10, 5), List.of("contact"))));
        await().until(() -> notification.mails(mailbox).size() == 3
                && notification.texts("+49" + NUMBER).size() == 2);
        assertThat(stored(ADDRESS)).as("it is stored where it must be").isNotEmpty();

        for (String token : List.of(preferences, smsPreferences)) {
            HttpResponse<String> erased = notification
                    .service()
                    .send(notification
                            .service()
                            .request("/api/subscriptions/preferences?token=" + token, "")
                            .DELETE());
            assertThat(erased.statusCode()).isEqualTo(204);
        }
        for (String canary : List.of(ADDRESS, NUMBER)) {
            assertThat(stored(canary)).isEmpty();
            assertThat(told(canary)).isEmpty();
            assertThat(output.getAll()).doesNotContain(canary);
        }
    }

    /** Collections of all databases that hold this text. */
    private static List<String> stored(String text) {
        List<String> places = new ArrayList<>();
        try (MongoClient client = MongoClients.create(TestParts.mongodbUri("notification"))) {
            for (String name : client.listDatabaseNames()) {
                MongoDatabase database = client.getDatabase(name);
                if (!List.of("local", "config", "admin").contains(name)) {
                    for (String collection : database.listCollectionNames()) {
                        for (Document document :
                                database.getCollection(collection).find()) {
                            if (document.toJson().contains(text)) {
                                places.add(name + "." + collection);
                            }
                        }
                    }
                }
            }
        }
        return places;
    }

    /** Topics that hold it. */
    private static List<String> told(String text) {
        List<String> places = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            for (String topic : admin.listTopics().names().get()) {
                for (ConsumerRecord<byte[], byte[]> record : Told.read(topic)) {
                    if (record.value() != null && new String(record.value(), StandardCharsets.UTF_8).contains(text)) {
                        places.add(topic);
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return places;
    }
}
