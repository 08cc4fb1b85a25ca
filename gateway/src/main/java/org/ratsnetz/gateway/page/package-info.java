/**
 * The pages that people look at, and the styles, scripts, fonts and outlines that they are made of: files of the program, put together
 * once when it starts.
 */
@NullMarked
package org.ratsnetz.gateway.page;

import org.jspecify.annotations.NullMarked;
