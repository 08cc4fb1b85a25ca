package org.ratsnetz.platform.security;

import java.util.Set;

/**
 * The client behind a verified token. Controllers take it as an argument; where nobody may be behind a public read, as
 * {@code Optional<Caller>}.
 *
 * @param client id of the client
 * @param roles what it is
 * @param councils AGS of the councils that it speaks for
 */
public record Caller(String client, Set<Role> roles, Set<String> councils) {

    public Caller {
        roles = Set.copyOf(roles);
        councils = Set.copyOf(councils);
    }

    /** Whether the client has that role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the client may write that council's own record. */
    public boolean writes(String ags) {
        return is(Role.COUNCIL) && councils.contains(ags);
    }
}
