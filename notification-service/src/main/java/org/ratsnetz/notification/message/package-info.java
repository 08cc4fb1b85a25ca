/**
 * How messages read: words from the bundles ({@code messages*.properties}), form from the templates of one version ({@code
 * jte/v1}). A message says what happened in a council, never the name of a person: who holds a mandate stands on the council's page.
 */
@NullMarked
package org.ratsnetz.notification.message;

import org.jspecify.annotations.NullMarked;
