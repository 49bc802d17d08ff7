/// Tests of this room.
@NullMarked
package nomadops.gc.archive;

import org.jspecify.annotations.NullMarked;
