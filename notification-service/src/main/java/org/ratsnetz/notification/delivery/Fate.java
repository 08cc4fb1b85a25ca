package org.ratsnetz.notification.delivery;

import org.ratsnetz.notification.channel.Outcome;

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
