/** What a run without effects says, and does not do. */
@NullMarked
package nomadops.drainer.dry;

import org.jspecify.annotations.NullMarked;
