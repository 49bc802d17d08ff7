/** The command, from a message in a queue to a drained node. */
@NullMarked
package nomadops.drainer.cli;

import org.jspecify.annotations.NullMarked;
