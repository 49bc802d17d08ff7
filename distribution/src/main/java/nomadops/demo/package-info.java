/// The demonstration: a simulated cluster with foreground load whose dead jobs are purged twice,
/// naively and by nomad-gc.
///
/// Latency samples and purge counts of each [nomadops.demo.Phase] enter; a live terminal view and a
/// self-contained HTML page ([nomadops.demo.DemoReport]) leave. Nothing here is used in production.
@NullMarked
package nomadops.demo;

import org.jspecify.annotations.NullMarked;
