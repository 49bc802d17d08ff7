/// What is to be done for an instance that goes. Its merged notices and what Nomad shows of its
/// node enter; a sealed [nomadops.drainer.plan.DrainDecision] with its reason leaves. Pure: no
/// clock, no network. Read [nomadops.drainer.plan.DrainPlan] first.
@NullMarked
package nomadops.drainer.plan;

import org.jspecify.annotations.NullMarked;
