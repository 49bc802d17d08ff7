/** Our policy in simulated pools. */
@NullMarked
package nomadops.autoscaler.rehearsal;

import org.jspecify.annotations.NullMarked;
