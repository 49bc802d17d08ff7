/// Snapshots enter here: one is asked of Nomad, received into a file within bounds of size and
/// time, and checked before anybody else sees it. Read [Download] first.
@NullMarked
package nomadops.snapshot.intake;

import org.jspecify.annotations.NullMarked;
