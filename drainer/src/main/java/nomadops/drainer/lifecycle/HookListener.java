package nomadops.drainer.lifecycle;

/// Hears what became of open lifecycle actions. Called on several threads, without a lock, and
/// never twice with an [HookEvent.Ended] of one action; it must not wait long, since it may be
/// called on the thread that sends all heartbeats.
@FunctionalInterface
public interface HookListener {
  void heard(HookEvent event);
}
