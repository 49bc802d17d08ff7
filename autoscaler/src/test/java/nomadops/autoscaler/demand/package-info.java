/// Tests of what waits, and of what a new node would help.
@NullMarked
package nomadops.autoscaler.demand;

import org.jspecify.annotations.NullMarked;
