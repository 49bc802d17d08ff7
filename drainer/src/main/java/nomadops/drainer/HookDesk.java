package nomadops.drainer;

import java.time.Instant;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.HookFacts;

/// The lifecycle actions of all instances: kept open while work is left, and completed in the end.
/// For many threads; nothing blocks on AWS.
public interface HookDesk {
  /// Takes a lifecycle action on: from now on it gets heartbeats. Taking it on again changes
  /// nothing.
  void open(HookRef hook, InstanceId instance, Instant noticeAt);

  /// How it stands.
  HookFacts facts(HookRef hook);

  /// Completes it, with as many attempts as it takes; [#facts] tells when AWS has taken it.
  void complete(HookRef hook, InstanceId instance, Ending ending);

  /// No more heartbeats for it: the process of the instance is over.
  void forget(HookRef hook);
}
