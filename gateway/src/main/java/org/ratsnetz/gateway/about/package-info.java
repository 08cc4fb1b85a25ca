/**
 * What this installation is: its name, whether its data are a demonstration, whose data it shows.
 */
@NullMarked
package org.ratsnetz.gateway.about;

import org.jspecify.annotations.NullMarked;
