/// Tests of this room.
@NullMarked
package nomadops.gc.purge;

import org.jspecify.annotations.NullMarked;
