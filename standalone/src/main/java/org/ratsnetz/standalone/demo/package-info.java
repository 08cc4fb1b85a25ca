/** The demo data: 52 cities with invented people and figures, and a scripted day of changes, sent through the gateway. */
@NullMarked
package org.ratsnetz.standalone.demo;

import org.jspecify.annotations.NullMarked;
