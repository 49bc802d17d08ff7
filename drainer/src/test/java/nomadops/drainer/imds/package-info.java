/// Tests of this room.
@NullMarked
package nomadops.drainer.imds;

import org.jspecify.annotations.NullMarked;
