package nomadops.drainer.drain;

/// Whether cut work runs again.
public sealed interface RerunAnswer {

  /// Nomad was told to run it; now it waits for a node as any other.
  ///
  /// @param job the job that runs: the same, or a new child of the same parent
  record Started(String job) implements RerunAnswer {}

  /// It runs again, or is to, without us.
  record Needless(String reason) implements RerunAnswer {}

  /// Not to be run again like this; the reason says what a person may do.
  record Refused(String reason) implements RerunAnswer {}
}
