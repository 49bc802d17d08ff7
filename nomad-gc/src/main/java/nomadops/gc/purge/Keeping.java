package nomadops.gc.purge;

/// What must be kept of a job before it may be deleted.
@FunctionalInterface
public interface Keeping {
  /// Keeps nothing: for a collector without an archive.
  Keeping NOTHING = (_, _) -> true;

  /// Whether exactly this version of the job is safe by now. Asked just before the delete.
  boolean holds(Candidate candidate, FreshJob job);
}
