/**
 * Who wants to be told of what: subscriptions without an account, confirmed by a link in a message, changed and ended by signed
 * links. Addresses live here and nowhere else: other features know a subscriber by an id that means nothing outside, and look an
 * address up at the moment they need it. Hears and publishes no events.
 */
@NullMarked
package org.ratsnetz.notification.subscription;

import org.jspecify.annotations.NullMarked;
