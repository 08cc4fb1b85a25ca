package org.ratsnetz.standalone.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Brings in what is missing of the demo data, as a registrar would: by imports. What is there already stays as it is, since its
 * council may have changed it.
 */
final class Loading {

    private static final Logger log = LoggerFactory.getLogger(Loading.class);
    private static final String REGISTRAR = "registrar";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Api api;
    private final List<City> cities;
    private final Instant deadline = Instant.now().plus(LONGEST);

    Loading(Api api, List<City> cities) {
        this.api = api;
        this.cities = cities;
    }

    void load() throws InterruptedException {
        awaitOpenImports();
        Map<String, String> known = known();
        List<City> missing =
                cities.stream().filter(city -> !known.containsKey(city.ags())).toList();
        if (!missing.isEmpty()) {
            imported("councils", missing.stream().map(DemoRecords::council).toList());
        }
        List<JsonNode> mandates = new ArrayList<>();
        for (City city : cities) {
            boolean ours = REGISTRAR.equals(known.getOrDefault(city.ags(), REGISTRAR));
            if (missing.contains(city) || (ours && hasNoMandates(city))) {
                mandates.addAll(DemoRecords.mandates(city));
            }
        }
        if (!mandates.isEmpty()) {
            imported("mandates", mandates);
        }
    }

    /** The councils that are there, and who changed each last: one that keeps its own record takes nothing from a registrar. */
    private Map<String, String> known() throws InterruptedException {
        Map<String, String> known = new HashMap<>();
        String path = "/api/councils?limit=200";
        while (path != null) {
            JsonNode page = get(path);
            page.path("items")
                    .forEach(item -> known.put(
                            item.path("ags").asString(""),
                            item.path("changedBy").asString("")));
            path = page.hasNonNull("next") ? page.get("next").asString() : null;
        }
        return known;
    }

    private boolean hasNoMandates(City city) throws InterruptedException {
        return get("/api/councils/" + city.ags() + "/mandates?limit=1")
                .path("items")
                .isEmpty();
    }

    private void awaitOpenImports() throws InterruptedException {
        for (JsonNode item : get("/api/imports?limit=200").path("items")) {
            String state = item.path("state").asString("");
            if (state.equals("queued") || state.equals("running")) {
                await("/api/imports/" + item.path("id").asString(""));
            }
        }
    }

    private void imported(String kind, List<? extends JsonNode> lines) throws InterruptedException {
        Api.Answer answer = patiently(() -> api.upload(REGISTRAR, "/api/imports?kind=" + kind, lines));
        JsonNode end = await(answer.location());
        if (!end.path("state").asString("").equals("done")
                || end.path("rejected").asInt(0) > 0) {
            throw new IllegalStateException("The demo data were not taken: " + end);
        }
        log.info("Loaded {} {} of the demo", lines.size(), kind);
    }

    private JsonNode await(String job) throws InterruptedException {
        JsonNode now = get(job);
        while (!Set.of("done", "failed").contains(now.path("state").asString(""))) {
            pause(job);
            now = get(job);
        }
        return now;
    }

    private JsonNode get(String path) throws InterruptedException {
        return patiently(() -> api.get(REGISTRAR, path)).body();
    }

    private interface Call {
        Api.Answer call() throws IOException, InterruptedException;
    }

    /** The platform may still be starting, or starting again. */
    private Api.Answer patiently(Call call) throws InterruptedException {
        while (true) {
            String refusal;
            try {
                Api.Answer answer = call.call();
                if (answer.ok()) {
                    return answer;
                }
                refusal = answer.status() + " " + answer.body();
                if (answer.status() < 500 && answer.status() != 429 && answer.status() != 401) {
                    throw new IllegalStateException("The demo data were refused: " + refusal);
                }
            } catch (IOException e) {
                refusal = e.toString();
            }
            pause(refusal);
        }
    }

    private void pause(String reason) throws InterruptedException {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException("The demo data could not be loaded: " + reason);
        }
        Thread.sleep(BETWEEN_LOOKS);
    }
}
