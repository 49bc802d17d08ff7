/// Tests of versions in constraints.
@NullMarked
package nomadops.autoscaler.shape.version;

import org.jspecify.annotations.NullMarked;
