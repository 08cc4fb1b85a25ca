/**
 * Which rules of the domain a council does not keep. A finding is an aggregate of its own with its own events; it is opened, changed
 * and closed with a reason, and never rebuilt.
 *
 * <p>Heard: nothing directly; a council's figures are checked again when they change, and all councils' once a day, since mandates
 * end at midnight without an event. Published: {@code board-events}. The rules, with thresholds, sources and dates, are data: {@code
 * rules.json} beside this package.
 */
@NullMarked
package org.ratsnetz.board.finding;

import org.jspecify.annotations.NullMarked;
