/** What is kept in Nomad, on the simulator. */
@NullMarked
package nomadops.autoscaler.memory;

import org.jspecify.annotations.NullMarked;
