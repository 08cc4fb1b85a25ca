package org.ratsnetz.platform.security;

/** No token can be judged now: the issuer's keys were never fetched, or are too old to be used further. */
public final class KeysUnavailable extends Exception {

    KeysUnavailable(String message) {
        super(message);
    }
}
