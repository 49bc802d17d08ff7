/// The words of one pool's decision: the terms it is held to, the facts it is made from, what is
/// remembered between decisions, the moves that it comes to, and the account that it gives. Records
/// alone. Read [nomadops.autoscaler.policy.pool.PoolFacts] first.
@NullMarked
package nomadops.autoscaler.policy.pool;

import org.jspecify.annotations.NullMarked;
