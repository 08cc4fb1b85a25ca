package org.ratsnetz.notification.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ratsnetz.notification.channel.Outcome;

/** Writes messages and hands them to their channels. */
interface Sending {

    /** What becomes of a message that was taken to be sent. */
    sealed interface Fate {

        /** The channel has answered. */
        record Answered(Outcome outcome) implements Fate {}

        /**
         * It is not sent.
         *
         * @param code why: {@code left}, {@code expired}, {@code budget}
         */
        record GivenUp(String code) implements Fate {}
    }

    /**
     * Sends.
     *
     * @throws RuntimeException when what is needed cannot be read; then nothing was handed over
     */
    Map<Delivery, CompletableFuture<Fate>> send(List<Delivery> batch);
}
