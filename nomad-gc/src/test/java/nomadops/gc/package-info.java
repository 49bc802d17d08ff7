/// The collector against the simulated Nomad.
@NullMarked
package nomadops.gc;

import org.jspecify.annotations.NullMarked;
