package nomadops.drainer.imds;

import java.time.Instant;
import nomadops.drainer.notice.Notice;

/// Hears what the metadata service says of this instance. Called on the thread that polls. What it
/// throws ends the watch, and the fact is not taken as told.
public interface SelfListener {

  /// A fact, once for each [Notice#key()].
  void noticed(Notice notice);

  /// The Auto Scaling group ends this instance and may wait for a hook, once. Neither the group nor
  /// the hook is known here, nor the token.
  ///
  /// @param firstSeen by our clock, when the state was first read
  void targetTerminated(Instant firstSeen);
}
