package org.ratsnetz.notification.sms;

import java.util.List;

/** What a message centre said to one submit. */
sealed interface Reply {

    /** What {@link #word} says of those that were handed over. */
    List<String> WORDS = List.of("accepted", "throttled", "refused", "unknown");

    /** Taken, and named by the centre. */
    record Accepted(String id) implements Reply {}

    /** Not taken, for the reason of a command status. */
    record Refused(int status) implements Reply {}

    /** It may have been taken: no answer came, because of what the word says. */
    record Unknown(String why) implements Reply {}

    /** It has not left this process, because of what the word says. */
    record Unsent(String why) implements Reply {}

    /** Whether the centre wants less at once. */
    default boolean isThrottling() {
        return this instanceof Refused refused && CommandStatus.isThrottling(refused.status());
    }

    /** A word for meters. */
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Refused _ -> isThrottling() ? "throttled" : "refused";
            case Unknown _ -> "unknown";
            case Unsent _ -> "unsent";
        };
    }
}
