package nomadops.gc;

import nomadops.gc.intake.IntakeTerms;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.pace.PaceProfile;
import nomadops.gc.policy.RetentionPolicy;

/// All that a collector is told.
///
/// @param namespace a name, or `*`
/// @param filter further expression in Nomad's filter language; empty for none
/// @param queue how many candidates may wait for the purger
public record GcConfig(
    String namespace,
    String filter,
    int pageSize,
    int queue,
    RetentionPolicy policy,
    PaceProfile pace,
    IntakeTerms intake,
    LedgerLimits ledger) {}
