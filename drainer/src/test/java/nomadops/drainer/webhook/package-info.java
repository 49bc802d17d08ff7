/// Tests of this room.
@NullMarked
package nomadops.drainer.webhook;

import org.jspecify.annotations.NullMarked;
