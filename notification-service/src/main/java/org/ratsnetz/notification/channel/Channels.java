package org.ratsnetz.notification.channel;

import java.util.Set;

/**
 * The channels that this installation has.
 *
 * @param offered at least e-mail
 */
public record Channels(Set<Channel> offered) {

    public Channels {
        offered = Set.copyOf(offered);
    }
}
