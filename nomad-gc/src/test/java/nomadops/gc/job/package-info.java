/// Builders of dead jobs for tests.
@NullMarked
package nomadops.gc.job;

import org.jspecify.annotations.NullMarked;
