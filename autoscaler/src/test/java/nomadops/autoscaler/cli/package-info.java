/** Whole commands, on the simulated Nomad and a fake Auto Scaling. */
@NullMarked
package nomadops.autoscaler.cli;

import org.jspecify.annotations.NullMarked;
