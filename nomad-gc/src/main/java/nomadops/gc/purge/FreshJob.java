package nomadops.gc.purge;

/// What a consistent read of the job says just before the delete.
///
/// @param tagged whether the current version has a version tag (Nomad 1.9 and later)
/// @param readIndex X-Nomad-Index of the answer
public record FreshJob(
    String status,
    boolean stop,
    long version,
    boolean tagged,
    long modifyIndex,
    long jobModifyIndex,
    long readIndex) {}
