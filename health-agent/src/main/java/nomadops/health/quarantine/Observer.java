package nomadops.health.quarantine;

/// Hears of every turn, on the controller's thread.
@FunctionalInterface
public interface Observer {
  void turned(Turn turn);
}
