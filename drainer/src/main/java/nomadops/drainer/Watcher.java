package nomadops.drainer;

import java.time.Duration;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;

/// Hears what happens to instances: metrics, audit log, notifications. Called from many threads;
/// must not block for long.
public interface Watcher {
  /// A notice was taken on.
  void received(Notice notice);

  /// A decision was performed; waiting is not told.
  void performed(Doomed doomed, DrainDecision decision);

  /// Something could not be done, and is tried again.
  void failed(Doomed doomed, String what, RuntimeException fault);

  /// An instance is dealt with.
  ///
  /// @param took since its first notice
  void closed(Doomed doomed, DrainDecision.Close how, Duration took);
}
