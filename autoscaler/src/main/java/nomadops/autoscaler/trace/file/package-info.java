/// Traces in files. Three formats enter: CSV, the Standard Workload Format of the Parallel
/// Workloads Archive, and what `autoscaler record` wrote; a [nomadops.autoscaler.trace.Trace]
/// leaves. What cannot be read is a [nomadops.autoscaler.trace.file.TraceFault], and all of them
/// are told at once. Read [nomadops.autoscaler.trace.file.CsvTrace] first.
@NullMarked
package nomadops.autoscaler.trace.file;

import org.jspecify.annotations.NullMarked;
