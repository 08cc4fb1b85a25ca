/**
 * What everyone may see of all councils together: key figures of any day, one line per council, as JSON and CSV. Computed from the
 * rows of {@link org.ratsnetz.board.federation} when it is asked for; nothing here is stored, nothing heard or published.
 */
@NullMarked
package org.ratsnetz.board.overview;

import org.jspecify.annotations.NullMarked;
