/** The plan of one instance. */
@NullMarked
package nomadops.drainer.plan;

import org.jspecify.annotations.NullMarked;
