/// Rounds, saving and deleting, with fakes for the target and for time.
@NullMarked
package nomadops.snapshot;

import org.jspecify.annotations.NullMarked;
