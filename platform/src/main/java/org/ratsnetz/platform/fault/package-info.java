/**
 * Places where a fault test may kill the process.
 */
@NullMarked
package org.ratsnetz.platform.fault;

import org.jspecify.annotations.NullMarked;
