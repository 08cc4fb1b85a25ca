/**
 * The crash lab: kills, freezes and deceives lean processes that publish and consume as the services do, and compares what was
 * answered with what is left. {@link org.ratsnetz.platform.crash.Checker} also looks at whole platforms.
 */
@NullMarked
package org.ratsnetz.platform.crash;

import org.jspecify.annotations.NullMarked;
