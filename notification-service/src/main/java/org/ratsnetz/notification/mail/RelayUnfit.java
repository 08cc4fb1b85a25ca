package org.ratsnetz.notification.mail;

/** A service that is to send mail does not start without being told by which relay, nor with settings of it that it cannot follow. */
final class RelayUnfit extends RuntimeException {

    private final String action;

    RelayUnfit(String message, String action) {
        super(message);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
