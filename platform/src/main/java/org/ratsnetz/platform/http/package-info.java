/**
 * HTTP as every service speaks it: strict JSON in, problem details out, entity tags and idempotency keys on writes, cursors on
 * lists.
 *
 * <p>A writing handler takes its request record as {@code @Valid @RequestBody}, and a {@link org.ratsnetz.platform.http.Write},
 * which makes the {@link org.ratsnetz.platform.publication.Command}; {@link org.ratsnetz.platform.http.Answers} turns what became
 * of it into an answer. A list takes a {@link org.ratsnetz.platform.http.Paging} and returns a {@link
 * org.ratsnetz.platform.http.Page}.
 */
@NullMarked
package org.ratsnetz.platform.http;

import org.jspecify.annotations.NullMarked;
