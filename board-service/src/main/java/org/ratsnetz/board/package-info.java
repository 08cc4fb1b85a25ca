/**
 * The association's view of its councils. Fed only from topics: {@code council-events} and {@code council-people}; tells on {@code
 * board-events} which rules a council does not keep.
 */
@NullMarked
package org.ratsnetz.board;

import org.jspecify.annotations.NullMarked;
