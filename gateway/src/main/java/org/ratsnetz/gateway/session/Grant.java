package org.ratsnetz.gateway.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.security.Caller;

/**
 * What the provider gave last for a person.
 *
 * @param access the access token
 * @param end when it ends
 * @param refresh what the next one is asked for with, null when the provider gives none
 * @param caller who the services see behind it
 */
record Grant(String access, Instant end, @Nullable String refresh, Caller caller) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Grant[" + caller.client() + " until " + end + "]";
    }
}
