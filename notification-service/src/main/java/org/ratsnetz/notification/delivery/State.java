package org.ratsnetz.notification.delivery;

/** Where a message stands. */
enum State {
    /** Owed. */
    created,
    /** Handed to the channel, or about to be. */
    sending,
    /** The relay or message centre has taken it. */
    delivered,
    /** Refused for now; will be tried again. */
    temporary,
    /** Refused for good. */
    permanent,
    /** Not sent, and never will be: its recipient had left, its time or budget was over. */
    expired;

    /** Whether nothing more happens to it. */
    boolean last() {
        return this == delivered || this == permanent || this == expired;
    }
}
