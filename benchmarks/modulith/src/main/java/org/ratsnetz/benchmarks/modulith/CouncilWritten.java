package org.ratsnetz.benchmarks.modulith;

import org.springframework.modulith.events.Externalized;

/** The event, with the same fields as all contenders' have. */
@Externalized(ModulithContender.TOPIC + "::#{council()}")
record CouncilWritten(String council, long number, long at, String filling) {}
