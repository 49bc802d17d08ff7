/// The simulator's answers beside those recorded from a real server.
@NullMarked
package nomadops.simulator.shapes;

import org.jspecify.annotations.NullMarked;
