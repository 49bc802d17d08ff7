/// The commands against the simulated Nomad.
@NullMarked
package nomadops.snapshot.cli;

import org.jspecify.annotations.NullMarked;
