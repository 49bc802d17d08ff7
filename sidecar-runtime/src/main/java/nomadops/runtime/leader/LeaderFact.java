package nomadops.runtime.leader;

/// What [LeaderState#step] learns. `sentAt` is the monotonic time just before the request left.
public sealed interface LeaderFact {

  /// Time has passed.
  record Tick() implements LeaderFact {}

  /// The server says that we hold the lock.
  record Held(long sentAt) implements LeaderFact {}

  /// The server says that we do not.
  record Denied(String holder, String serverSaid) implements LeaderFact {}

  /// The request cannot have had an effect.
  record NotDone(String reason) implements LeaderFact {}

  /// The request may have had an effect: its answer was lost.
  record Unknown(String reason) implements LeaderFact {}

  /// The process is stopping.
  record Stopping() implements LeaderFact {}
}
