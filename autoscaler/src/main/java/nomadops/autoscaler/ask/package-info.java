/// Asks a running autoscaler. Its address enters, its documents leave, as they came over the wire.
/// Read [nomadops.autoscaler.ask.RunningAutoscaler] first.
@NullMarked
package nomadops.autoscaler.ask;

import org.jspecify.annotations.NullMarked;
