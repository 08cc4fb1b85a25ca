package org.ratsnetz.standalone.demo;

import java.net.URI;

/** Loads the demo data and plays the scripted day. */
public final class Demo {

    private final URI gateway;
    private final Tokens tokens;

    /** @param gateway base address of the gateway, for example {@code http://127.0.0.1:8080} */
    public Demo(URI gateway, Tokens tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    /** Loads what is not there yet; returns quickly when all of it is. */
    public void load() throws InterruptedException {}

    /** Publishes a change every few seconds until the thread is interrupted. */
    public void day() throws InterruptedException {}

    @Override
    public String toString() {
        return "Demo of " + gateway + " with " + tokens;
    }
}
