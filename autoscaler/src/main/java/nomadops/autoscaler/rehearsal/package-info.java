/// Our own policy in a simulation. What the simulation shows enters; the same decision is made that
/// a running autoscaler would make; the moves leave as wishes. Read
/// [nomadops.autoscaler.rehearsal.PolicyStrategy] first.
@NullMarked
package nomadops.autoscaler.rehearsal;

import org.jspecify.annotations.NullMarked;
