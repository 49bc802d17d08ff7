package nomadops.health.quarantine.policy;

import java.time.Instant;

/// One thing to do, or to tell. Nomad sets an eligibility without asking what it was before, so
/// whoever performs a decision reads the client once more, from the leader, and does nothing when
/// its index is not the one that was decided upon.
public sealed interface Decision {
  /// For people, one line.
  String reason();

  /// Give a client no new work, and keep a record that it is our doing.
  ///
  /// @param node its id
  /// @param index that it must still have
  /// @param expires for the record
  record Quarantine(String node, String name, long index, Instant expires, String reason)
      implements Decision {}

  /// Give a client work again, and keep the record no longer.
  ///
  /// @param node its id
  /// @param index that it must still have
  record Release(String node, String name, long index, String reason) implements Decision {}

  /// Keep the record no longer: somebody else has taken the client in hand, or nobody can tell
  /// whose doing its eligibility is. The client itself is left as it is, now and later.
  ///
  /// @param node its id
  record Disown(String node, String name, String reason) implements Decision {}

  /// Nothing is done about a client that is sick or could be released, and why.
  ///
  /// @param node its id
  record Hold(String node, String name, Guard guard, String reason) implements Decision {}

  /// So many clients fail the same that people should look there. Told at every step for as long as
  /// it is so.
  ///
  /// @param failing how many clients do
  /// @param asked how many clients answered what it is about
  record CommonCause(Cause cause, int failing, int asked, String reason) implements Decision {
    /// In percent, rounded down.
    public int share() {
      return (int) (100L * failing / asked);
    }
  }
}
