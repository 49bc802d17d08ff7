/// Retention, schedule and names, attacked.
@NullMarked
package nomadops.snapshot.policy;

import org.jspecify.annotations.NullMarked;
