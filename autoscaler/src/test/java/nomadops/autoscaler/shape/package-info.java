/// Tests of who may run where.
@NullMarked
package nomadops.autoscaler.shape;

import org.jspecify.annotations.NullMarked;
