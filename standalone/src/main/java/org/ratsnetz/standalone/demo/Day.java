package org.ratsnetz.standalone.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A day in the offices: now and then one of the councils changes something of its own. Each change goes to and fro between bounds,
 * so that the demo looks the same after a week: a seat is filled and vacated, the chair goes round, figures stay near where they
 * began.
 */
final class Day {

    private static final Logger log = LoggerFactory.getLogger(Day.class);
    private static final String EXTRA = "T-01";

    private final Api api;
    private final List<City> cities;
    private final Clock clock;
    private final Random random;
    private final Duration pause;

    /** @param pause between two changes, on average; as long again after one that was refused */
    Day(Api api, List<City> cities, Clock clock, Random random, Duration pause) {
        this.api = api;
        this.cities = cities;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    private interface Change {
        Api.Answer make(City city) throws IOException, InterruptedException;
    }

    /** Goes on until the thread is interrupted. */
    void play() throws InterruptedException {
        List<Change> changes = List.of(
                this::seats, this::contact, this::foreignResidents, this::extraMember, this::extraMember, this::chair);
        while (true) {
            Thread.sleep(pause.toMillis() / 2 + random.nextLong(pause.toMillis()));
            City city = cities.get(random.nextInt(cities.size()));
            publish(city, changes.get(random.nextInt(changes.size())));
        }
    }

    /**
     * A refusal is no reason to stop: someone else was faster, the platform is busy or starting again, or the council's client was
     * revoked. Nor is an answer that nobody expected.
     */
    private void publish(City city, Change change) throws InterruptedException {
        for (int attempt = 1; attempt <= 3; attempt++) {
            try {
                Api.Answer answer = change.make(city);
                if (answer.ok()) {
                    return;
                }
                log.debug("{} was answered {} {}", city.name(), answer.status(), answer.body());
                if (answer.status() >= 500 || answer.status() == 429) {
                    Thread.sleep(pause);
                }
            } catch (IOException | RuntimeException e) {
                log.debug("{} could not publish: {}", city.name(), e.toString());
                Thread.sleep(pause);
            }
        }
    }

    /** One seat more, or back to what it was. */
    private Api.Answer seats(City city) throws IOException, InterruptedException {
        return council(city, (now, change) -> {
            int elected =
                    now.path("seats").path("elected").asInt() == city.elected() ? city.elected() + 1 : city.elected();
            change.putObject("seats").put("elected", elected);
        });
    }

    private Api.Answer contact(City city) throws IOException, InterruptedException {
        return council(
                city,
                (_, change) -> change.putObject("contact").put("phone", DemoRecords.phone(city, random.nextInt(10))));
    }

    /** At most two in a hundred away from where it began. */
    private Api.Answer foreignResidents(City city) throws IOException, InterruptedException {
        return council(city, (_, change) -> {
            int most = Math.max(city.foreignResidents() / 50, 1);
            int count = city.foreignResidents() + random.nextInt(-most, most + 1);
            change.putObject("foreignResidents").put("count", count).put("asOf", today().toString());
        });
    }

    private interface Edit {
        void edit(JsonNode now, ObjectNode change);
    }

    private Api.Answer council(City city, Edit edit) throws IOException, InterruptedException {
        String path = "/api/councils/" + city.ags();
        return edited(city, path, edit);
    }

    private Api.Answer edited(City city, String path, Edit edit) throws IOException, InterruptedException {
        Api.Answer now = api.get(city.client(), path);
        if (!now.ok()) {
            return now;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        edit.edit(now.body(), change);
        return api.patch(city.client(), path, now.etag(), change);
    }

    /** One member comes and goes, always the same mandate: there must be no end of mandates otherwise. */
    private Api.Answer extraMember(City city) throws IOException, InterruptedException {
        for (JsonNode mandate : mandates(city)) {
            if (mandate.path("externalId").asString("").equals(EXTRA)) {
                return edited(city, path(city, mandate), this::comesOrGoes);
            }
        }
        ObjectNode mandate = JsonNodeFactory.instance.objectNode();
        mandate.put("externalId", EXTRA);
        new People(new Random(city.ags().hashCode())).next(mandate.putObject("person"));
        mandate.put("kind", "elected").put("list", "Nachrückliste (Demo)");
        mandate.put("begin", today().minusDays(1).toString());
        return api.post(city.client(), "/api/councils/" + city.ags() + "/mandates", mandate);
    }

    private void comesOrGoes(JsonNode now, ObjectNode change) {
        if (now.hasNonNull("end")) {
            change.putNull("end");
        } else {
            LocalDate begin = LocalDate.parse(now.path("begin").asString());
            LocalDate yesterday = today().minusDays(1);
            change.put("end", (yesterday.isBefore(begin) ? begin : yesterday).toString());
        }
    }

    /** The chair is elected anew: another member takes it, after the one before has laid it down. */
    private Api.Answer chair(City city) throws IOException, InterruptedException {
        List<JsonNode> members = new ArrayList<>();
        JsonNode before = null;
        for (JsonNode mandate : mandates(city)) {
            if (mandate.path("office").asString("").equals("Vorsitz")) {
                before = mandate;
            } else if (mandate.path("kind").asString("").equals("elected")
                    && mandate.path("state").asString("").equals("active")
                    && !mandate.hasNonNull("office")) {
                members.add(mandate);
            }
        }
        if (before != null) {
            return edited(city, path(city, before), (_, change) -> change.putNull("office"));
        }
        if (members.isEmpty()) {
            return extraMember(city);
        }
        JsonNode next = members.get(random.nextInt(members.size()));
        return edited(city, path(city, next), (_, change) -> change.put("office", "Vorsitz"));
    }

    private List<JsonNode> mandates(City city) throws IOException, InterruptedException {
        Api.Answer answer = api.get(city.client(), "/api/councils/" + city.ags() + "/mandates?limit=200");
        List<JsonNode> mandates = new ArrayList<>();
        answer.body().path("items").forEach(mandates::add);
        return mandates;
    }

    private static String path(City city, JsonNode mandate) {
        return "/api/councils/" + city.ags() + "/mandates/" + mandate.path("id").asString("");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
