package org.ratsnetz.gateway.session;

/** The provider does not vouch for a person any more. */
final class SessionOver extends Exception {

    SessionOver(Throwable cause) {
        super(cause);
    }
}
