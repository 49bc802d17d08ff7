/// Tests of the node side, on the simulator.
@NullMarked
package nomadops.drainer.drain;

import org.jspecify.annotations.NullMarked;
