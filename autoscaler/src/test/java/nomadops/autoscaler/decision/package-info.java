/** What was decided, over time: alike decisions are one, what was done is not washed away. */
@NullMarked
package nomadops.autoscaler.decision;

import org.jspecify.annotations.NullMarked;
