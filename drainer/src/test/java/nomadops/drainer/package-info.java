/** Whole instances, on fakes of Nomad and AWS. */
@NullMarked
package nomadops.drainer;

import org.jspecify.annotations.NullMarked;
