/**
 * What is measured, traced and logged alike everywhere: the contract of the meters, the trace context of the current request, and
 * the settings that all services share.
 */
@NullMarked
package org.ratsnetz.platform.meters;

import org.jspecify.annotations.NullMarked;
