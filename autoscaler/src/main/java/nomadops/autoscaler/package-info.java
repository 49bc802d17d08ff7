/// The autoscaler's loop. What is seen of the cluster and the groups enters; each pool is decided
/// on in turn, and what is decided is done; a report of every decision leaves. Read
/// [nomadops.autoscaler.Autoscaler] first.
@NullMarked
package nomadops.autoscaler;

import org.jspecify.annotations.NullMarked;
