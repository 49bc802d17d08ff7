/// What it takes to drain a thousand instances that are terminated at once, also across a kill -9.
///
/// A [nomadops.bench.drainer.Rig] (simulated nodes, a queue and an Auto Scaling of our own, and the
/// drainer as a process of the distribution) enters; [nomadops.bench.Figure]s leave. Read
/// [nomadops.bench.drainer.DrainerBench] first, then [nomadops.bench.drainer.Accounts], which says
/// what is counted.
@NullMarked
package nomadops.bench.drainer;

import org.jspecify.annotations.NullMarked;
