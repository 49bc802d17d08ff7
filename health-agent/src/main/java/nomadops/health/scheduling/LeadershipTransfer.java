package nomadops.health.scheduling;

/// Has another server lead.
@FunctionalInterface
public interface LeadershipTransfer {
  /// Tries once, and does not wait for long.
  ///
  /// @param reason for the log
  /// @return what came of it, for people
  String handOver(String reason) throws InterruptedException;
}
