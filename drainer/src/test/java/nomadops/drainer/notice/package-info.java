/// Tests of this room.
@NullMarked
package nomadops.drainer.notice;

import org.jspecify.annotations.NullMarked;
