/**
 * From an event to the messages that are owed. Hears {@code council-events} as the group {@code notification-fanout}; keeps what is
 * worth a message and tells its audience, a page of subscribers at a time, in one process at once.
 */
@NullMarked
package org.ratsnetz.notification.fanout;

import org.jspecify.annotations.NullMarked;
