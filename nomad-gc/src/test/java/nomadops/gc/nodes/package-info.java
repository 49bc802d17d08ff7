/// Tests of this room.
@NullMarked
package nomadops.gc.nodes;

import org.jspecify.annotations.NullMarked;
