package nomadops.drainer;

import java.time.Duration;
import java.util.List;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;

/// Hears what happens to instances: metrics, audit log, notifications. Called from many threads;
/// must not block for long. What a watcher does not care for it need not hear.
public interface Watcher {
  /// A notice was taken on.
  default void received(Notice notice) {}

  /// A decision was performed; waiting is not told.
  default void performed(Doomed doomed, DrainDecision decision) {}

  /// A decision came to nothing: what it asks for would harm more, or makes no sense any more.
  default void refused(Doomed doomed, DrainDecision decision, String why) {}

  /// Something could not be done, and is tried again.
  default void failed(Doomed doomed, String what, RuntimeException fault) {}

  /// Batch work was cut off, told just before the instance is closed.
  ///
  /// @param cut at least one
  default void cut(Doomed doomed, List<CutWork> cut) {}

  /// An instance is dealt with.
  ///
  /// @param took since its first notice
  default void closed(Doomed doomed, DrainDecision.Close how, Duration took) {}
}
