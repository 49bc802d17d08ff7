/// Scheduled snapshots of Nomad's state. Facts enter in `intake` (a snapshot) and `target` (what is
/// kept), `policy` decides when one is due and which go, and what is decided is performed here: a
/// verified snapshot gets its name, old ones are deleted. Read [Saver] and [Pruner], then [Rounds].
@NullMarked
package nomadops.snapshot;

import org.jspecify.annotations.NullMarked;
