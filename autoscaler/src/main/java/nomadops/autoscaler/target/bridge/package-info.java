/// Groups of other clouds, behind a webhook or a program of the operator's. Their JSON enters and
/// becomes facts, or the fault in it is named; instructions leave, each with an id that is the same
/// in every repeat. Read [nomadops.autoscaler.target.bridge.Instruction] first, then
/// [nomadops.autoscaler.target.bridge.FactsDocument]. docs/autoscaler-targets.md has the protocols.
@NullMarked
package nomadops.autoscaler.target.bridge;

import org.jspecify.annotations.NullMarked;
