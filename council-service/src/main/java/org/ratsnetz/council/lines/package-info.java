/**
 * Files of one record a line, as town halls have them: NDJSON, or CSV with dotted column names, in the encodings and with the
 * separators that spreadsheets write. A file becomes rows; a row becomes a record of the API or says what is wrong with it, field by
 * field. Nothing here keeps more than a line in memory. Publishes and hears no events.
 */
@NullMarked
package org.ratsnetz.council.lines;

import org.jspecify.annotations.NullMarked;
