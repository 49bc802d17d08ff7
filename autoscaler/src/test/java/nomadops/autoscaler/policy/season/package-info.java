/** What was needed when, beside a plain memory of everything. */
@NullMarked
package nomadops.autoscaler.policy.season;

import org.jspecify.annotations.NullMarked;
