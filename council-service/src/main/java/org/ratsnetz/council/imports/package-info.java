/**
 * Imports: a file of councils or mandates becomes durable, and then line by line what a caller of the API could have said one by
 * one. Each line is authorised for itself; a broken one is reported with its field and reason, and the others go on. A job goes on
 * after a crash where it was, since each changed document remembers the line that changed it. Publishes no events of its own: the
 * councils and mandates that it changes do.
 */
@NullMarked
package org.ratsnetz.council.imports;

import org.jspecify.annotations.NullMarked;
