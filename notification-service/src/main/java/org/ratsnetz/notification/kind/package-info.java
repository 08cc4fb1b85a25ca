/**
 * Which events are worth a message. The table is data ({@code kinds.json}); how each kind reads stands in the bundles under {@code
 * kind.<name>} and in the templates.
 */
@NullMarked
package org.ratsnetz.notification.kind;

import org.jspecify.annotations.NullMarked;
