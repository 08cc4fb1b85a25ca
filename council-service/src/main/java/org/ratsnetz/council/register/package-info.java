/**
 * The register of councils: each council's own record, kept by the council itself, created and ceased by the registrar.
 *
 * <p>Publishes {@code council-registered}, {@code council-changed}, {@code council-ceased} and, when asked, {@code
 * council-restated}.
 */
@NullMarked
package org.ratsnetz.council.register;

import org.jspecify.annotations.NullMarked;
