/**
 * One door: everything outside speaks to the platform through here. Publishes no events; hears all of them for the live stream.
 */
@NullMarked
package org.ratsnetz.gateway;

import org.jspecify.annotations.NullMarked;
