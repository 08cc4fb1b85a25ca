/** How long each service takes until it is ready and what it holds then: alone from its own jar, and all together as standalone. */
@NullMarked
package org.ratsnetz.benchmarks.start;

import org.jspecify.annotations.NullMarked;
