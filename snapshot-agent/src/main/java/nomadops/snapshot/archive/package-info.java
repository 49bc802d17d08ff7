/// The inside of a snapshot: a gzip-compressed tar file with `meta.json`, `state.bin` and
/// `SHA256SUMS`. Bytes come in; what the archive holds comes out, or what is wrong with it. Read
/// [Archive] first.
@NullMarked
package nomadops.snapshot.archive;

import org.jspecify.annotations.NullMarked;
