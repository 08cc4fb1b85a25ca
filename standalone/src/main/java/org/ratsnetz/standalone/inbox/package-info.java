/** The inbox of the standalone run: what was mailed and texted to people, kept in memory only, as pages and as JSON. */
@NullMarked
package org.ratsnetz.standalone.inbox;

import org.jspecify.annotations.NullMarked;
