package org.ratsnetz.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.notification.RunningNotification;
import org.ratsnetz.notification.Subscribing;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;

/** F33: people come, go and change their wishes while their messages are sent. */
class AudienceTest {

    private static final int PEOPLE = Boolean.getBoolean("ratsnetz.long") ? 10_000 : 2_000;
    private static final String AGS = "05913300";
    private static final String EVENT = AGS + "#1.2";

    private final RunningNotification notification = RunningNotification.shared();
    private final Subscribers subscribers = notification.bean(Subscribers.class);
    private final Random random = new Random(4711);

    /** What the test knows of a person: nobody can ask for more than one message, whatever happens. */
    private static final class Person {
        final Recipient recipient;
        final List<Instant> confirmed = new ArrayList<>();
        String id = "";
        boolean left;

        Person(int number) {
            this.recipient = new Recipient(Channel.EMAIL, "publikum" + number + "@demo.example");
        }
    }

    @Test
    void theAudienceIsWhoWasThereWhenItWasRecordedWithoutWhoLeftAndEachIsToldOnce() {
        Told.tell(Told.event(AGS, 1, Instant.now().minus(Duration.ofDays(2)), Samples.registered(AGS)));
        await().until(() -> notification.bean(KnownCouncils.class).find(AGS).isPresent());
        List<Person> people = IntStream.range(0, PEOPLE).mapToObj(Person::new).toList();
        List<Person> early = people.subList(0, PEOPLE / 2);
        early.forEach(this::wish);
        early.forEach(this::wish); // and again, in other words

        Told.tell(
                Told.event(AGS, 2, Instant.now(), new CouncilChanged(Samples.council(AGS, 10, 5), List.of("contact"))));
        for (int i = 0; i < PEOPLE; i++) {
            change(people.get(random.nextInt(PEOPLE)));
        }
        await().atMost(Duration.ofSeconds(60)).until(this::everythingEnded);

        Instant recordedAt = notification.bean(Happenings.class).find(List.of(EVENT)).values().stream()
                .map(Happening::recordedAt)
                .findFirst()
                .orElseThrow();
        people.forEach(person -> subscribers.erase(person.id));
        Map<Boolean, Integer> told = new HashMap<>();
        for (Person person : people) {
            int mails = notification.mails(person.recipient.address()).size();
            boolean inTime = person.confirmed.stream().anyMatch(at -> at.isBefore(recordedAt));
            if (person.left) {
                assertThat(mails).isLessThanOrEqualTo(inTime ? 1 : 0);
            } else {
                assertThat(mails).as(person.recipient.address()).isEqualTo(inTime ? 1 : 0);
            }
            told.merge(mails == 1, 1, Integer::sum);
        }
        assertThat(told.keySet()).containsExactlyInAnyOrder(true, false);
    }

    private void wish(Person person) {
        Scope scope = switch (random.nextInt(3)) {
            case 0 -> new Scope(AGS, null, null, null);
            case 1 -> new Scope(null, "Kreis Muster", null, null);
            default -> new Scope(null, null, null, true);
        };
        Instant now = Instant.now();
        String id = String.format(Locale.ROOT, "%016x", random.nextLong());
        Subscriber subscriber =
                subscribers.confirm(person.recipient, Locale.GERMAN, new Subscription(id, scope, List.of(), now));
        person.id = subscriber.id();
        // a wish of the same scope replaces an earlier one, so only those that stand count
        person.confirmed.clear();
        subscriber.subscriptions().forEach(one -> person.confirmed.add(one.confirmedAt()));
    }

    private void change(Person person) {
        if (person.id.isEmpty()) {
            wish(person);
        } else if (!person.left && random.nextBoolean()) {
            subscribers.erase(person.id);
            person.left = true;
        }
    }

    private boolean everythingEnded() {
        var items = new Subscribing(notification)
                .office("/api/deliveries/summary?limit=200")
                .get("items");
        return items.valueStream()
                .filter(item -> item.get("event").asString().equals(EVENT))
                .anyMatch(item -> {
                    var states = item.get("states");
                    int ended = states.get("delivered").asInt()
                            + states.get("expired").asInt();
                    return ended > 0 && ended == item.get("recipients").asInt() && done();
                });
    }

    private boolean done() {
        return notification.bean(Happenings.class).open(1).isEmpty();
    }
}
