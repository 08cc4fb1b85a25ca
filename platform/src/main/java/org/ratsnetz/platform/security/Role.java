package org.ratsnetz.platform.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client is in the federation. The claim {@code roles} holds the names in lower case. */
public enum Role {
    /** A council's office or its system; writes the councils named in its token. */
    COUNCIL,
    /** Creates and ceases councils, loads their first records. */
    REGISTRAR,
    /** The association's state office. */
    OFFICE,
    /** The association's board. */
    BOARD,
    /** Reads everything, with history. */
    AUDITOR,
    /** Runs the platform; touches no content. */
    OPERATOR;

    /** The name in tokens. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role behind a name in a token, empty where this release does not know it. */
    public static Optional<Role> of(String claim) {
        return Arrays.stream(values())
                .filter(role -> role.claim().equals(claim))
                .findFirst();
    }
}
