/// Targets, and what goes wrong in them.
@NullMarked
package nomadops.snapshot.target;

import org.jspecify.annotations.NullMarked;
