/**
 * How much one client, or one address without a token, may ask for.
 */
@NullMarked
package org.ratsnetz.gateway.limit;

import org.jspecify.annotations.NullMarked;
