/// What was known of a job before it was purged, in a database of its own: its exact specification,
/// its evaluations and how its allocations ended. Jobs enter by a commit, hear later how their
/// purge went, and leave by age. SQLite and PostgreSQL share every statement but a few
/// ([nomadops.gc.archive.Dialect]). Read [nomadops.gc.archive.ArchivedJob] first, then
/// [nomadops.gc.archive.ArchiveDatabase].
@NullMarked
package nomadops.gc.archive;

import org.jspecify.annotations.NullMarked;
