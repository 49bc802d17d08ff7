/// Between the list and the purge, where there is an archive: due candidates enter, what is to be
/// kept of each is read from Nomad *ahead* of the pace, many are committed at once, and committed
/// candidates leave for the purger. The purge's window never waits for a disk. How each purge went
/// comes back as a mark on its row. Read [nomadops.gc.gather.Archiving] first.
@NullMarked
package nomadops.gc.gather;

import org.jspecify.annotations.NullMarked;
