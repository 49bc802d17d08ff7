/// Tests of this room.
@NullMarked
package nomadops.gc.bankrupt.plan;

import org.jspecify.annotations.NullMarked;
