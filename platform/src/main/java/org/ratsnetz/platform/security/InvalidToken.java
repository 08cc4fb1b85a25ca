package org.ratsnetz.platform.security;

/** A token that is not believed. The message says why, without anything from the token. */
public final class InvalidToken extends Exception {

    InvalidToken(String message) {
        super(message);
    }

    InvalidToken(String message, Throwable cause) {
        super(message, cause);
    }
}
