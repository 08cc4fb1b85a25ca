/**
 * The program that backs up a running platform and puts a backup back: {@code java -jar backup.jar backup|restore|check FILE}. It
 * copies the databases of the services, all at one point in time; what a restore means for what they hold, each service does itself at
 * its next start.
 */
@NullMarked
package org.ratsnetz.backup;

import org.jspecify.annotations.NullMarked;
