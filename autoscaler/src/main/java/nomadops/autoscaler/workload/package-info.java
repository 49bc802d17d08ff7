/// Work as it might come: traces drawn from a seed. A preset's name, a seed, a length and a rate
/// enter; a [nomadops.autoscaler.trace.Trace] leaves, the same for the same input. Read
/// [nomadops.autoscaler.workload.Preset] first; a workload of one's own is a
/// [nomadops.autoscaler.workload.Workload].
@NullMarked
package nomadops.autoscaler.workload;

import org.jspecify.annotations.NullMarked;
