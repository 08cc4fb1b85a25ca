/** Runs the platform without Docker: real parts and the packaged services as processes, and the OpenID provider. */
@NullMarked
package org.ratsnetz.standalone;

import org.jspecify.annotations.NullMarked;
