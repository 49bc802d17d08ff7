/// Micro-benchmarks of what runs once an event, a delete or a row: how many of them a core can
/// take.
///
/// Recorded bytes of a Nomad 2.0.5 enter; nanoseconds an operation leave, as
/// [nomadops.bench.Figure]s without a bar. Read [nomadops.bench.micro.HotPaths] first.
@NullMarked
package nomadops.bench.micro;

import org.jspecify.annotations.NullMarked;
