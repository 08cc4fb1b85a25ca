package org.ratsnetz.gateway.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess: 256 random bits each. */
final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
