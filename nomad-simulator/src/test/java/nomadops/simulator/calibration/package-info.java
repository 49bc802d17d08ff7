/// Measures the rows of the calibration table in the module's README on any Nomad address. Not a
/// test: it has a main.
@NullMarked
package nomadops.simulator.calibration;

import org.jspecify.annotations.NullMarked;
