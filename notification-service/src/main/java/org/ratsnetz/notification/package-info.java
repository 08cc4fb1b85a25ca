/**
 * Messages to subscribers. It has its own database and hears the topics; subscriptions and channels come with the features that
 * need them. Publishes no events yet, hears none yet.
 */
@NullMarked
package org.ratsnetz.notification;

import org.jspecify.annotations.NullMarked;
