/// What was read of the world, as policy is given it: what waits, what nodes there are, what their
/// groups say, and how old each of it is. Records alone; who reads them is in `demand`, `capacity`
/// and `target`, and the simulation makes its own. Read [nomadops.autoscaler.facts.QueuedGroup]
/// first.
@NullMarked
package nomadops.autoscaler.facts;

import org.jspecify.annotations.NullMarked;
