/// What people and scripts ask of the archive: `gc history`, `gc restore`, `gc archive check`, and
/// the settings that say where it is. Read [nomadops.gc.archive.cli.ArchiveCommands] first.
@NullMarked
package nomadops.gc.archive.cli;

import org.jspecify.annotations.NullMarked;
