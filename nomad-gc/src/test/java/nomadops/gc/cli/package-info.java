/// The commands against the simulated Nomad.
@NullMarked
package nomadops.gc.cli;

import org.jspecify.annotations.NullMarked;
