package nomadops.snapshot;

import nomadops.snapshot.policy.KeepTerms;
import nomadops.snapshot.policy.ScheduleTerms;

/// What the rounds follow; may change while they run.
public record RoundTerms(ScheduleTerms schedule, KeepTerms keep) {}
