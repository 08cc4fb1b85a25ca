/**
 * What this installation is: its name, whether its data are a demonstration, whose data it shows; and the public page itself.
 */
@NullMarked
package org.ratsnetz.gateway.about;

import org.jspecify.annotations.NullMarked;
