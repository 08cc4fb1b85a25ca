package org.ratsnetz.council.register;

import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Role;

/**
 * In what right a caller writes to a council.
 *
 * @param own as the council itself
 * @param registrar as the association's registrar, who may create and cease councils, and write for one until it keeps its own
 */
public record Authority(boolean own, boolean registrar) {

    /** The right of a caller who was let in. */
    public static Authority of(Caller caller, String ags) {
        return new Authority(caller.writes(ags), caller.is(Role.REGISTRAR));
    }
}
