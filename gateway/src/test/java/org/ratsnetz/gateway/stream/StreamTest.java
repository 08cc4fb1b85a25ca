package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilEvent.RollCall;
import org.ratsnetz.gateway.RunningGateway;

class StreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static RunningGateway gateway;
    private static RunningGateway replica;
    private static Publisher publisher;

    private final List<SseClient> clients = new ArrayList<>();
    private final String subject = "05315000/" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        Publisher.createTopics();
        publisher = new Publisher();
        gateway = RunningGateway.with(
                "ratsnetz.gateway.stream.heartbeat=1s", "ratsnetz.gateway.stream.viewers-per-address=600");
        replica = RunningGateway.with();
        await().atMost(SOON).until(() -> live(gateway) && live(replica));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        replica.close();
        publisher.close();
    }

    @AfterEach
    void closeClients() {
        clients.forEach(SseClient::close);
    }

    @Test
    void showsAnEventWithinASecond() {
        SseClient client = client(gateway);
        long before = System.nanoTime();
        RecordMetadata sent = publisher.send(Publisher.changed("05315000", "Köln"), "05315000", subject, 7);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !client.sequences(subject).isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        SseClient.Event event = client.events().getLast();
        assertThat(event.name()).isEqualTo("change");
        assertThat(event.id()).isNotEmpty();
        assertThat(event.data().path("topic").asString()).isEqualTo("council-events");
        assertThat(event.data().path("partition").asInt()).isEqualTo(sent.partition());
        assertThat(event.data().path("offset").asLong()).isEqualTo(sent.offset());
        assertThat(event.data().path("type").asString()).isEqualTo("council-changed");
        assertThat(event.data().path("ags").asString()).isEqualTo("05315000");
        assertThat(event.data().path("time").asString()).endsWith("Z");
        assertThat(event.data().at("/payload/council/name").asString()).isEqualTo("Köln");
        assertThat(Integer.parseInt(client.retry())).isBetween(2_000, 5_000);
    }

    @Test
    void aNewViewerSeesWhatComesAndNotWhatWas() {
        SseClient before = client(gateway);
        publisher.send(Publisher.changed("05315000", "Köln"), "05315000", subject, 1);
        await().atMost(SOON).until(() -> before.sequences(subject).size() == 1);
        SseClient first = client(gateway);
        publisher.send(Publisher.finding("05315000"), "05315000", subject, 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(first.sequences(subject)).endsWith(2L));
        assertThat(first.sequences(subject)).containsExactly(2L);
    }

    @Test
    void goesOnExactlyWhereItStoppedAtAnyReplica() {
        SseClient first = client(gateway);
        publisher.sendMany(subject, 1, 5);
        await().atMost(SOON).until(() -> first.sequences(subject).size() == 5);
        String seen = first.events().get(first.events().size() - 3).id();
        first.close();
        publisher.sendMany(subject, 6, 5);
        for (RunningGateway any : List.of(gateway, replica)) {
            SseClient again = client(any, seen);
            await().atMost(SOON).until(() -> again.sequences(subject).contains(10L));
            publisher.send(Publisher.changed("05315000", "Köln"), subject, subject + any.port(), 1);
            await().atMost(SOON)
                    .until(() -> again.sequences(subject + any.port()).size() == 1);
            assertThat(again.sequences(subject)).containsExactlyElementsOf(range(4, 10));
            assertThat(again.snapshots()).isZero();
        }
    }

    /** Hops between two replicas while events come in on many partitions, and misses and repeats nothing. */
    @Test
    void losesAndRepeatsNothingHoweverOftenItComesBack() {
        int rounds = 12;
        List<String> subjects =
                IntStream.range(0, 8).mapToObj(i -> subject + "-" + i).toList();
        List<String> seen = new ArrayList<>();
        String id = client(gateway).lastId();
        for (int round = 0; round < rounds; round++) {
            int sequence = round + 1;
            SseClient client = client(round % 2 == 0 ? replica : gateway, id);
            subjects.forEach(one -> publisher.send(Publisher.changed("05315000", "Köln"), one, one, sequence));
            int part = round % subjects.size() + 1;
            await().atMost(SOON).until(() -> mine(client).size() >= part);
            List<SseClient.Event> taken = mine(client).subList(0, part);
            taken.forEach(event -> seen.add(event.subject() + "#" + event.sequence()));
            id = taken.getLast().id();
            client.close();
        }
        SseClient last = client(gateway, id);
        int expected = rounds * subjects.size();
        await().atMost(SOON).until(() -> mine(last).size() + seen.size() >= expected);
        mine(last).forEach(event -> seen.add(event.subject() + "#" + event.sequence()));
        assertThat(seen).doesNotHaveDuplicates().hasSize(expected);
    }

    @Test
    void whoseIdIsNotUnderstoodGetsASnapshotAndThenWhatComes() {
        gateway.upstream().overview("{\"councils\":{\"total\":52},\n \"asOf\":{}}");
        gateway.bean(Snapshots.class).forget();
        SseClient client = client(gateway, "not-an-id");
        await().atMost(SOON).until(() -> client.snapshots() == 1);
        assertThat(client.events().getFirst().data().at("/councils/total").asInt())
                .isEqualTo(52);
        assertThat(client.events().getFirst().id()).isNotEmpty();
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 1);
        await().atMost(SOON).until(() -> client.sequences(subject).size() == 1);
    }

    @Test
    void aPositionThatIsNeverReachedEndsInASnapshot() {
        gateway.upstream().overview("{\"asOf\":{}}");
        SseClient fresh = client(gateway);
        Layout layout = gateway.bean(Audience.class).layout().orElseThrow();
        Position here = Position.parse(fresh.lastId(), layout).orElseThrow();
        SseClient client =
                client(gateway, here.with(0, here.next(0) + 1_000_000).id(layout));
        await().atMost(SOON).until(() -> client.snapshots() == 1);
    }

    @Test
    void aSnapshotThatIsBehindIsCompletedFromTheWindow() {
        SseClient watcher = client(gateway);
        RecordMetadata first = publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 1);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 2);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 3);
        await().atMost(SOON).until(() -> watcher.sequences(subject).size() == 3);
        gateway.upstream()
                .overview("{\"asOf\":{\"council-events\":{\"%d\":%d}}}".formatted(first.partition(), first.offset()));
        gateway.bean(Snapshots.class).forget();
        SseClient client = client(gateway, "not-an-id");
        await().atMost(SOON).until(() -> client.sequences(subject).size() == 2);
        assertThat(client.events().getFirst().name()).isEqualTo("snapshot");
        assertThat(client.sequences(subject)).containsExactly(2L, 3L);
    }

    @Test
    void waitsForASnapshotWhileThereIsNone() {
        gateway.upstream().overviewAway();
        gateway.bean(Snapshots.class).forget();
        SseClient client = client(gateway, "not-an-id");
        await().atMost(SOON).until(() -> client.comments().size() > 1);
        assertThat(client.events()).isEmpty();
        gateway.upstream().overview("{\"asOf\":{}}");
        await().atMost(SOON).until(() -> client.snapshots() == 1);
    }

    @Test
    void whatIsSentAgainIsNotShownAgainNorWhatIsNoNews() {
        SseClient client = client(gateway);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 1);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 2);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 1);
        publisher.send(new CouncilRestated("05315000", null), subject, subject, 2);
        publisher.send(new RollCall("05315000", Map.of()), subject, subject, 0);
        publisher.sendGarbage(subject);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 2);
        publisher.send(Publisher.changed("05315000", "Köln"), subject, subject, 3);
        await().atMost(SOON).until(() -> client.sequences(subject).contains(3L));
        assertThat(client.sequences(subject)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void fiveHundredViewersCostOneEncoding() {
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        List<SseClient> all = IntStream.range(0, 500)
                .mapToObj(i -> SseClient.open(gateway.port(), null))
                .toList();
        clients.addAll(all);
        await().atMost(SOON)
                .until(() -> all.stream().noneMatch(client -> client.lastId().isEmpty()));
        double before = meters.counter("ratsnetz.gateway.stream.events").count();
        publisher.sendMany(subject, 1, 3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(all)
                        .allSatisfy(
                                client -> assertThat(client.sequences(subject)).containsExactly(1L, 2L, 3L)));
        assertThat(meters.counter("ratsnetz.gateway.stream.events").count() - before)
                .isEqualTo(3);
        assertThat(meters.get("ratsnetz.gateway.stream.viewers").gauge().value())
                .isGreaterThanOrEqualTo(500);
    }

    @Test
    void whoReadsTooSlowlyIsCutToASnapshotAndOthersAreNot() {
        gateway.upstream().overview("{\"asOf\":{}}");
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        double before = meters.counter("ratsnetz.gateway.stream.cut").count();
        SseClient good = client(gateway);
        SseClient slow = SseClient.paused(gateway.port(), null);
        clients.add(slow);
        int viewers =
                (int) meters.get("ratsnetz.gateway.stream.viewers").gauge().value();
        await().atMost(SOON).until(() -> viewers >= 1);
        int count = 1_500;
        for (int sent = 0; sent < count; sent += 100) {
            publisher.sendMany(subject, sent + 1, 100);
            int now = sent + 100;
            await().atMost(SOON).until(() -> good.sequences(subject).size() == now);
        }
        assertThat(meters.counter("ratsnetz.gateway.stream.cut").count() - before)
                .isEqualTo(1);
        assertThat(good.sequences(subject)).containsExactlyElementsOf(range(1, count));
        slow.read();
        await().atMost(SOON).until(() -> slow.snapshots() == 1);
        publisher.sendMany(subject, count + 1, 1);
        await().atMost(SOON).until(() -> slow.sequences(subject).contains(count + 1L));
        assertThat(slow.sequences(subject).size()).isLessThan(count);
        List<Long> afterSnapshot = slow.events().stream()
                .dropWhile(event -> !event.name().equals("snapshot"))
                .filter(event -> event.subject().equals(subject))
                .map(SseClient.Event::sequence)
                .toList();
        assertThat(afterSnapshot).containsExactly(count + 1L);
    }

    @Test
    void whoComesBackToMuchGetsAllOfItAsFastAsItReads() {
        String id = client(gateway).lastId();
        Counter encoded = gateway.bean(MeterRegistry.class).counter("ratsnetz.gateway.stream.events");
        double before = encoded.count();
        publisher.sendMany(subject, 1, 1_000);
        await().atMost(SOON).until(() -> encoded.count() - before == 1_000);
        SseClient again = client(gateway, id);
        await().atMost(SOON).until(() -> again.sequences(subject).size() == 1_000);
        assertThat(again.sequences(subject)).containsExactlyElementsOf(range(1, 1_000));
        assertThat(again.snapshots()).isZero();
    }

    @Test
    void keepsAQuietStreamAliveAndNoticesWhoIsGone() {
        SseClient client = client(gateway);
        await().atMost(SOON).until(() -> client.comments().size() >= 2);
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        double open = meters.get("ratsnetz.gateway.stream.viewers").gauge().value();
        client.close();
        await().atMost(SOON)
                .until(() ->
                        meters.get("ratsnetz.gateway.stream.viewers").gauge().value() == open - 1);
    }

    @Test
    void anAddressHasOnlySoManyStreams() {
        try (RunningGateway small = RunningGateway.with(
                "ratsnetz.gateway.stream.viewers-per-address=2", "ratsnetz.gateway.stream.viewers=10")) {
            await().atMost(SOON).until(() -> live(small));
            client(small);
            SseClient second = client(small);
            var refused = small.get("/api/federation/stream");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(refused.body()).contains("urn:ratsnetz:problem:too-many-streams");
            second.close();
            await().atMost(SOON)
                    .until(() -> small.bean(MeterRegistry.class)
                                    .get("ratsnetz.gateway.stream.viewers")
                                    .gauge()
                                    .value()
                            == 1);
            client(small);
        }
    }

    private SseClient client(RunningGateway at) {
        SseClient client = opened(SseClient.open(at.port(), null));
        await().atMost(SOON).until(() -> !client.lastId().isEmpty());
        return client;
    }

    private SseClient client(RunningGateway at, String lastEventId) {
        return opened(SseClient.open(at.port(), lastEventId));
    }

    private SseClient opened(SseClient client) {
        clients.add(client);
        await().atMost(SOON).until(() -> client.status().contains("200"));
        return client;
    }

    private List<SseClient.Event> mine(SseClient client) {
        return client.events().stream()
                .filter(event -> event.subject().startsWith(subject))
                .toList();
    }

    private static boolean live(RunningGateway any) {
        return any.health("/readiness")
                .at("/components/stream/status")
                .asString("")
                .equals("UP");
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
