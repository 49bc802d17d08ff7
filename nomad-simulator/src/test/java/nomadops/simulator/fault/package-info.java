/// Tests of faults.
@NullMarked
package nomadops.simulator.fault;

import org.jspecify.annotations.NullMarked;
