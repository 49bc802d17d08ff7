/// What Nomad says, as records. Enters: JSON of Nomad 1.7 to 2.0. Decided here: Go's nil lists,
/// maps and strings become empty; unknown fields are ignored, or kept where a value is written
/// back. Leaves: immutable values. Times are nanoseconds since the epoch as Nomad sends them, with
/// accessors that give an `Instant`. Read [JobStub] and [JobKey] first.
@NullMarked
package nomadops.client.model;

import org.jspecify.annotations.NullMarked;
