package nomadops.gc.pace;

import java.util.List;

/// What happened since the last step, and how things stand.
///
/// @param unfinished our attempts whose evaluation is not finished
/// @param latencies nanoseconds from sending a DELETE to the end of its evaluation, of those that
///   ended
/// @param faults requests that were answered 429 or 5xx, timed out or broke
/// @param retryAfterNanos how long Nomad asked us to stay away; 0 if it did not
/// @param users whether others schedule work, too
/// @param restarted the server behind the figures is another one: a new leader, or a restart
public record PaceFacts(
    int unfinished,
    List<Long> latencies,
    int faults,
    long retryAfterNanos,
    boolean restarted,
    Users users,
    Gates gates) {
  public PaceFacts {
    latencies = List.copyOf(latencies);
  }

  /// A step in which nothing happened.
  public static PaceFacts calm(int unfinished, Gates gates) {
    return new PaceFacts(unfinished, List.of(), 0, 0, false, Users.UNKNOWN, gates);
  }

  /// What the event stream tells of others' evaluations in the last seconds.
  public enum Users {
    PRESENT,
    ABSENT,
    /// The stream is broken: they are taken to be there.
    UNKNOWN
  }

  /// Conditions under which nothing may be deleted, however free the server is.
  ///
  /// @param archiveReady what is to be deleted can be archived first; true without an archive
  /// @param foreignBacklog unfinished evaluations that are not ours; blocked ones do not count
  public record Gates(
      boolean leaderKnown,
      boolean fenceHeld,
      boolean auditReady,
      boolean archiveReady,
      boolean tokenAccepted,
      boolean brokerPaused,
      int foreignBacklog) {
    public static final Gates OPEN = new Gates(true, true, true, true, true, false, 0);
  }
}
