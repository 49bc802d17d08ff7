/// Deletes one job: a candidate enters, [nomadops.gc.purge.PurgeAttempt] says step by step what to
/// ask or do next (a pure state machine), the performer carries the steps out, and a
/// [nomadops.gc.ledger.PurgeOutcome] leaves for the ledger, the audit log and the metrics. Read
/// [nomadops.gc.purge.PurgeAttempt] first.
@NullMarked
package nomadops.gc.purge;

import org.jspecify.annotations.NullMarked;
