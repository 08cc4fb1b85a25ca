/** The OpenID provider of the standalone run: keys and clients kept in files, tokens of five minutes, and the clients' administration. */
@NullMarked
package org.ratsnetz.standalone.identity;

import org.jspecify.annotations.NullMarked;
