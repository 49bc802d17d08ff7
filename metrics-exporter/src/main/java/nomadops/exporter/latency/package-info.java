/// How long things took: durations enter one by one, as the event stream tells of them, and leave
/// as histograms. Read [nomadops.exporter.latency.Latencies] first.
@NullMarked
package nomadops.exporter.latency;

import org.jspecify.annotations.NullMarked;
