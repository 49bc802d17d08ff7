/// A tiny Nomad in memory, and the collector against it.
@NullMarked
package nomadops.gc.intake;

import org.jspecify.annotations.NullMarked;
