package nomadops.gc.purge;

import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Verdict;

/// A job that the ledger admitted, with the verdict that made it due.
///
/// @param pageIndex X-Nomad-Index of the list page that it came from
public record Candidate(DeadJob job, Verdict.Purge verdict, long pageIndex) {}
