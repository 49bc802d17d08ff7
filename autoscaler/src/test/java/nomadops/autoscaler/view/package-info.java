/// The watch against a simulated Nomad, hurt in every way that matters, on a clock that the test
/// moves.
@NullMarked
package nomadops.autoscaler.view;

import org.jspecify.annotations.NullMarked;
