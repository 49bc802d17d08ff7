/// Decides what may be deleted, and when. A [nomadops.gc.job.DeadJob] enters with the time;
/// [nomadops.gc.policy.Eligibility] asks what Nomad itself would ask, the rules of
/// [nomadops.gc.policy.RetentionPolicy] say how long to keep, and a [nomadops.gc.policy.Verdict]
/// with its reason leaves. Pure: no I/O, clock or log. Whatever is in doubt is kept. Read
/// [nomadops.gc.policy.RetentionPolicy] first.
@NullMarked
package nomadops.gc.policy;

import org.jspecify.annotations.NullMarked;
