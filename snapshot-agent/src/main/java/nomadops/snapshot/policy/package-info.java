/// Which snapshots are kept and when the next is due. In come names and times; out come decisions
/// that carry their reasons. Pure. Read [Retention] first, then [Schedule].
@NullMarked
package nomadops.snapshot.policy;

import org.jspecify.annotations.NullMarked;
