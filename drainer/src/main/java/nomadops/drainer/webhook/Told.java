package nomadops.drainer.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;

/// One notice as a sender tells it. When it happened may be left out; then it is when it was first
/// told, which only a memory knows ([KnownNotices]).
///
/// @param id of the event; the same event comes with the same id
/// @param goes when the instance goes or its maintenance begins
/// @param code of a maintenance, the action of a spot interruption, the state of a state change
/// @param over the maintenance was cancelled or is completed
/// @param keepInMemory the sender does not mind that a crash loses it
record Told(
    String id,
    InstanceId instance,
    Kind kind,
    Optional<Instant> at,
    Optional<Instant> goes,
    String reason,
    Optional<String> code,
    boolean over,
    boolean keepInMemory) {
  /// The least that a cloud gives: Azure and Google take a spot machine half a minute after they
  /// say so.
  static final Duration LEAST_WARNING = Duration.ofSeconds(30);

  /// Equal for each telling of the same event. Unlike [Notice#key()] it holds no time.
  String identity() {
    return kind.word() + "/" + instance + "/" + id;
  }

  /// @param otherwise stands in for the time when it happened
  Notice notice(Instant otherwise) {
    Instant happened = at.orElse(otherwise);
    return switch (kind) {
      case REQUESTED -> new Notice.Requested(instance, happened, id, goes, reason);
      case SPOT_INTERRUPTION ->
          new Notice.SpotInterruption(
              instance,
              happened,
              goes.orElse(happened.plus(LEAST_WARNING)),
              code.orElse("terminate"));
      case REBALANCE -> new Notice.Rebalance(instance, happened);
      case MAINTENANCE ->
          new Notice.Maintenance(instance, happened, id, code.orElse("maintenance"), goes, over);
      case STATE_CHANGE -> new Notice.StateChange(instance, happened, code.orElse("shutting-down"));
      case IGNORE -> throw new IllegalStateException("an ignored event is no notice");
    };
  }
}
