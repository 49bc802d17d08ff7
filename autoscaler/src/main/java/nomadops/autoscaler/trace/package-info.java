/// Work as it came, or as it might come: arrivals of allocations over time, each with how long it
/// runs. A builder gathers them, from a file or from a seed; a [nomadops.autoscaler.trace.Trace]
/// leaves, lean enough for ten million. Read [nomadops.autoscaler.trace.Trace] first.
@NullMarked
package nomadops.autoscaler.trace;

import org.jspecify.annotations.NullMarked;
