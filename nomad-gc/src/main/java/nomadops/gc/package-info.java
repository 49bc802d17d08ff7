/// Collects dead jobs without stalling the scheduler. Facts enter in `intake`, thought is in
/// `policy`, `ledger` and `pace`, effects leave from `purge`, words are in `cli`. Read
/// [nomadops.gc.policy.RetentionPolicy] first, then [nomadops.gc.purge.PurgeAttempt].
@NullMarked
package nomadops.gc;

import org.jspecify.annotations.NullMarked;
