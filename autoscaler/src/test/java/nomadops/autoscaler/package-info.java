/** The loop's parts together, on a simulated Nomad. */
@NullMarked
package nomadops.autoscaler;

import org.jspecify.annotations.NullMarked;
