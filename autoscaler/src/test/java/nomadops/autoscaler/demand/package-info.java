/** What waits, and what it asks for. */
@NullMarked
package nomadops.autoscaler.demand;

import org.jspecify.annotations.NullMarked;
