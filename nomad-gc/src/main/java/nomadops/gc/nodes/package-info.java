/// Purges client nodes that have been down for long: spot machines that will not come back. Facts
/// of one node enter, [nomadops.gc.nodes.NodeVerdict] leaves from a pure rule, and
/// [nomadops.gc.nodes.NodeSweep] carries it out, one node at a time. Off unless asked for. Read
/// [nomadops.gc.nodes.DownNodeRule] first.
@NullMarked
package nomadops.gc.nodes;

import org.jspecify.annotations.NullMarked;
