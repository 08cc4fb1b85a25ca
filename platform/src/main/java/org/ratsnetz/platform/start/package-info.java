/** What keeps a service from starting, said in one line: a database that is not named, a part that does not answer. */
@NullMarked
package org.ratsnetz.platform.start;

import org.jspecify.annotations.NullMarked;
