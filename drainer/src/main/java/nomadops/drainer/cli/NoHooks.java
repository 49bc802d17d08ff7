package nomadops.drainer.cli;

import java.time.Instant;
import nomadops.drainer.HookDesk;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.HookFacts;

/// A drain that somebody asked for has no lifecycle actions.
record NoHooks() implements HookDesk {
  @Override
  public void open(HookRef hook, InstanceId instance, Instant noticeAt) {}

  @Override
  public HookFacts facts(HookRef hook) {
    return HookFacts.OPEN;
  }

  @Override
  public void complete(HookRef hook, InstanceId instance, Ending ending) {}

  @Override
  public void forget(HookRef hook) {}
}
