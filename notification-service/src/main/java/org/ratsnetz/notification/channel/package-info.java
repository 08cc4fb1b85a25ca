/**
 * What the ways to a person have in common: the channels there are, and what became of a message that was handed to one. The
 * channels themselves are features beside this one; none of them knows the ledger.
 */
@NullMarked
package org.ratsnetz.notification.channel;

import org.jspecify.annotations.NullMarked;
