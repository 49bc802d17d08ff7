/// Remembers what was already done, so that no job version is deleted twice and no failure is
/// repeated for ever. Candidates ask [nomadops.gc.ledger.Ledger] for admission; a
/// [nomadops.gc.ledger.PurgeOutcome] settles each attempt. Pure and bounded: time is an argument.
@NullMarked
package nomadops.gc.ledger;

import org.jspecify.annotations.NullMarked;
