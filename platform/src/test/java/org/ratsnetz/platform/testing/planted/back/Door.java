package org.ratsnetz.platform.testing.planted.back;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.testing.planted.front.Window;

/** The other half of the cycle. */
public record Door(@Nullable Window window) {}
