package nomadops.snapshot.archive;

/// What an archive that was read to its end is.
///
/// @param bytes the length of the file
/// @param sha256 the file's digest, 64 hexadecimal digits
/// @param index the Raft index up to which it holds everything
/// @param term the Raft term of that index
/// @param stateBytes the length of the state inside, uncompressed
public record ArchiveFacts(
    long bytes, String sha256, long index, long term, long stateBytes, Contents contents) {}
