/// Tests of this room.
@NullMarked
package nomadops.gc.pace;

import org.jspecify.annotations.NullMarked;
