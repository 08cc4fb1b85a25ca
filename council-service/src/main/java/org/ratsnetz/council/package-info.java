/**
 * The service in which councils keep their own record and publish its changes.
 */
@NullMarked
package org.ratsnetz.council;

import org.jspecify.annotations.NullMarked;
