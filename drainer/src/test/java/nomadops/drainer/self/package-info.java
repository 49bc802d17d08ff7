/** An instance that learns of its own end. */
@NullMarked
package nomadops.drainer.self;

import org.jspecify.annotations.NullMarked;
