package nomadops.drainer.dry;

/// Tells people what would be done. For many threads.
@FunctionalInterface
public interface Narrator {
  /// One line.
  ///
  /// @param subject such as an instance's id
  /// @param what such as `would keep new work from node client-1`
  void say(String subject, String what);
}
