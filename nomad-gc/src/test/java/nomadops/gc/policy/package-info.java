/// Tests of this room.
@NullMarked
package nomadops.gc.policy;

import org.jspecify.annotations.NullMarked;
