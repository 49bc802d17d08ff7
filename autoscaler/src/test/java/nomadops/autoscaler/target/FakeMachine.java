package nomadops.autoscaler.target;

import java.time.Instant;

/// A machine of a [FakeGroup].
public final class FakeMachine {
  final String id;
  final Instant launchedAt;
  String state;
  boolean healthy = true;
  boolean guarded;
  String weight = "";
  Instant endsAt = Instant.MAX;

  FakeMachine(String id, String state, Instant launchedAt) {
    this.id = id;
    this.state = state;
    this.launchedAt = launchedAt;
  }

  public String id() {
    return id;
  }

  /// AWS's word.
  public String state() {
    return state;
  }

  boolean isEnding() {
    return state.startsWith("Terminat");
  }

  /// Counts toward what the group was told to have.
  boolean counts() {
    return state.startsWith("Pending") || state.equals("InService");
  }
}
