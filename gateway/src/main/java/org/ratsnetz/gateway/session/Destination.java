package org.ratsnetz.gateway.session;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a person goes after signing in: a path of ours and nowhere else. */
final class Destination {

    static final String WORKSPACE = "/arbeitsplatz";

    private static final int LONGEST = 1_000;

    private Destination() {}

    /** The wanted path, or the workspace when it is none of ours. */
    static String of(@Nullable String wanted) {
        return wanted != null && isOurs(wanted) ? wanted : WORKSPACE;
    }

    private static boolean isOurs(String wanted) {
        if (wanted.length() > LONGEST
                || !wanted.startsWith("/")
                || wanted.startsWith("//")
                || wanted.indexOf('\\') >= 0
                || wanted.startsWith("/login")
                || wanted.startsWith("/logout")
                || wanted.startsWith("/oauth2/")
                || !wanted.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(wanted);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
