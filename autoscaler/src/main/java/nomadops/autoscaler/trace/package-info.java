/// Work as it came, or as it might come: arrivals of allocations over time, each with how long it
/// runs. Files in three formats enter (CSV, the Standard Workload Format of the Parallel Workloads
/// Archive, and what `autoscaler record` wrote), a [nomadops.autoscaler.trace.Trace] leaves; a line
/// that cannot be read is a [nomadops.autoscaler.trace.TraceFault], and all of them are told at
/// once. Read [nomadops.autoscaler.trace.Trace] first.
@NullMarked
package nomadops.autoscaler.trace;

import org.jspecify.annotations.NullMarked;
