package org.ratsnetz.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next where the next page is, absent on the last one
 * @param <T> view of an item
 */
public record Page<T>(List<T> items, @Nullable String next) {}
