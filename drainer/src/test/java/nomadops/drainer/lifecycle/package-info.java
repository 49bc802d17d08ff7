/// Tests of the lifecycle hooks' room.
@NullMarked
package nomadops.drainer.lifecycle;

import org.jspecify.annotations.NullMarked;
