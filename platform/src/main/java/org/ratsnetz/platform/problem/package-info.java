/**
 * What is told to a caller when something cannot be done: RFC 9457 problem details with a stable type, texts from the message
 * bundles (German first), and the field to blame.
 */
@NullMarked
package org.ratsnetz.platform.problem;

import org.jspecify.annotations.NullMarked;
