package org.ratsnetz.standalone.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Loads the demo data and plays the scripted day. */
public final class Demo {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Api api;
    private final List<City> cities = City.all();

    /** @param gateway base address of the gateway, for example {@code http://127.0.0.1:8080} */
    public Demo(URI gateway, Tokens tokens) {
        this.api = new Api(gateway, tokens);
    }

    /**
     * Loads what is not there yet; returns quickly when all of it is.
     *
     * @throws IllegalStateException when the platform does not take it
     */
    public void load() throws InterruptedException {
        new Loading(api, cities).load();
    }

    /** Publishes a change every few seconds until the thread is interrupted. */
    public void day() throws InterruptedException {
        new Day(api, cities, Clock.system(ZoneId.of("Europe/Berlin")), new Random(), PAUSE).play();
    }
}
