/** The data folder: one owner at a time, state in small files that only the owner may read and that are never half written. */
@NullMarked
package org.ratsnetz.standalone.data;

import org.jspecify.annotations.NullMarked;
