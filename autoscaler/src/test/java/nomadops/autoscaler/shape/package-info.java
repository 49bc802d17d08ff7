/** Where work may be placed. */
@NullMarked
package nomadops.autoscaler.shape;

import org.jspecify.annotations.NullMarked;
