package nomadops.snapshot.policy;

import java.time.Duration;

/// Whether a snapshot is to be taken now, and why.
public sealed interface Due {

  String reason();

  /// Take one.
  record Now(String reason) implements Due {}

  /// Not yet; look again after this.
  record Later(Duration left, String reason) implements Due {}
}
