/** Sizes that others ask for: schedules across clock changes, and a Prometheus that fails. */
@NullMarked
package nomadops.autoscaler.source;

import org.jspecify.annotations.NullMarked;
