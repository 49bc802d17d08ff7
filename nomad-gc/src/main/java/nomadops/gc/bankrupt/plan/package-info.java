/// Decides what a bankruptcy does next, and whether there is one. A
/// [nomadops.gc.bankrupt.plan.BankruptState] and what the world answered
/// ([nomadops.gc.bankrupt.plan.BankruptFact]) enter; a [nomadops.gc.bankrupt.plan.BankruptDecision]
/// with its reason leaves. Pure: no I/O, clock or log. Whatever goes wrong once the broker may be
/// paused leads to its resumption. Read [nomadops.gc.bankrupt.plan.BankruptStep] first.
@NullMarked
package nomadops.gc.bankrupt.plan;

import org.jspecify.annotations.NullMarked;
