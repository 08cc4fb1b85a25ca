/**
 * A real SMTP server that takes every mail and hands it on, for the standalone run's inbox and for tests of whoever sends. It speaks
 * RFC 5321 with PIPELINING, 8BITMIME, SMTPUTF8, SIZE and ENHANCEDSTATUSCODES, and is strict where laxness lets mails be smuggled.
 */
@NullMarked
package org.ratsnetz.parts.mail;

import org.jspecify.annotations.NullMarked;
