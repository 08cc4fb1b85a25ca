/**
 * A message centre for text messages on this machine: it speaks SMPP 3.4 like a provider's, keeps what it is given instead of
 * sending it to a phone, and fails on command. The standalone run's inbox and the tests use it.
 */
@NullMarked
package org.ratsnetz.parts.sms;

import org.jspecify.annotations.NullMarked;
