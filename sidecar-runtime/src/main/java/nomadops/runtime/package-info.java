/// The life of a process: [Sidecar] runs named activities, stops them in an order that loses
/// nothing, and ends with an [ExitCode]. Signals and crashes enter; the order of stopping is
/// decided here; what leaves is an exit code. Read [Sidecar] first, then [Phase].
@NullMarked
package nomadops.runtime;

import org.jspecify.annotations.NullMarked;
