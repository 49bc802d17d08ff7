/// Tests of this room.
@NullMarked
package nomadops.drainer.sqs;

import org.jspecify.annotations.NullMarked;
