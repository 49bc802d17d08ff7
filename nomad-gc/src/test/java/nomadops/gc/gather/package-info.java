/// Tests of this room.
@NullMarked
package nomadops.gc.gather;

import org.jspecify.annotations.NullMarked;
