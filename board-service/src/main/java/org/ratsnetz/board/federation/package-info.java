/**
 * The read model of all councils and mandates: what each document says, and one derived row of figures per council.
 *
 * <p>Heard: {@code council-events} and {@code council-people}, in the group {@code board-federation} with a suffix per generation. A
 * generation has its own group and collections, so that a rebuilt one can catch up beside the one that serves. Published: nothing.
 */
@NullMarked
package org.ratsnetz.board.federation;

import org.jspecify.annotations.NullMarked;
