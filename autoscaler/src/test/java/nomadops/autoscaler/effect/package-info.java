/** Moves and what they leave, on the simulated Nomad. */
@NullMarked
package nomadops.autoscaler.effect;

import org.jspecify.annotations.NullMarked;
