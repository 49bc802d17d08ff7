/// Where snapshots are kept: a folder or a bucket. A file that was verified comes in and has its
/// name there only when it is whole; lists of names come out. Read [Target] first.
@NullMarked
package nomadops.snapshot.target;

import org.jspecify.annotations.NullMarked;
