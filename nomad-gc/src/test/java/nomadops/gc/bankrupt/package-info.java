/// Tests of this room.
@NullMarked
package nomadops.gc.bankrupt;

import org.jspecify.annotations.NullMarked;
