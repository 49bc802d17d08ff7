/// The commands `snapshot run|save|verify|list`: settings and arguments come in, the tool is wired,
/// and its words come out. Read [SnapshotCommand] first.
@NullMarked
package nomadops.snapshot.cli;

import org.jspecify.annotations.NullMarked;
