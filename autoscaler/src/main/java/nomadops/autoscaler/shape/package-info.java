/// What work asks of a node, and what a node has to give: the words that demand, capacity, policy
/// and simulation share. Nothing enters or leaves; all of it is pure. Read
/// [nomadops.autoscaler.shape.Shape] first, then [nomadops.autoscaler.shape.Room], and
/// [nomadops.autoscaler.shape.Feasibility] for where work may be placed.
@NullMarked
package nomadops.autoscaler.shape;

import org.jspecify.annotations.NullMarked;
