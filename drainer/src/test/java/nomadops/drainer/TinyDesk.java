package nomadops.drainer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.HookFacts;

/** AWS keeps the actions; a desk of one process knows which it opened. */
final class TinyDesk implements HookDesk {
  /** What AWS knows: it outlives every process. */
  static final class Aws {
    final Map<HookRef, Integer> completed = new HashMap<>();
    final List<String> broken = new ArrayList<>();
  }

  private final Aws aws;
  private final TinyCluster cluster;
  private final Set<HookRef> open = new HashSet<>();

  TinyDesk(Aws aws, TinyCluster cluster) {
    this.aws = aws;
    this.cluster = cluster;
  }

  @Override
  public void open(HookRef hook, InstanceId instance, Instant noticeAt) {
    synchronized (aws) {
      open.add(hook);
    }
  }

  @Override
  public HookFacts facts(HookRef hook) {
    synchronized (aws) {
      return aws.completed.containsKey(hook)
          ? new HookFacts(HookFacts.State.COMPLETED, Optional.empty(), Optional.empty())
          : HookFacts.OPEN;
    }
  }

  @Override
  public void complete(HookRef hook, InstanceId instance, Ending ending) {
    synchronized (aws) {
      if (!open.contains(hook)) {
        aws.broken.add(hook + " was completed and never opened");
      }
      if (ending != Ending.OVERDUE && !cluster.isFree(instance)) {
        aws.broken.add(instance + " was let go with work on it");
      }
      aws.completed.merge(hook, 1, Integer::sum);
    }
  }

  @Override
  public void forget(HookRef hook) {
    synchronized (aws) {
      open.remove(hook);
    }
  }
}
