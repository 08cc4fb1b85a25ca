/**
 * What an operator may do: look at what waits for Kafka, at records that could not be taken, at how far consumers are; put records
 * back, pause and resume, follow tasks. Each service serves its own area, {@code /api/operations/<area>/…}, from the same classes;
 * the area is the setting {@code ratsnetz.operations.area}. Everything needs the role operator, and no content is changed here.
 */
@NullMarked
package org.ratsnetz.platform.operations;

import org.jspecify.annotations.NullMarked;
