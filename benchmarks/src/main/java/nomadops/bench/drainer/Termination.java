package nomadops.bench.drainer;

import java.util.UUID;

/// An instance that is to be terminated, and its one lifecycle action.
record Termination(String instance, String token) {
  /// The instance of this number; its token is always the same.
  static Termination of(int number) {
    return new Termination("i-%017x".formatted(number), new UUID(7, number).toString());
  }
}
