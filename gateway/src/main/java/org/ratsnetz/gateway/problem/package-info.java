/**
 * Problem documents on the reactive stack: the platform's problems and texts, and what becomes of exceptions.
 */
@NullMarked
package org.ratsnetz.gateway.problem;

import org.jspecify.annotations.NullMarked;
