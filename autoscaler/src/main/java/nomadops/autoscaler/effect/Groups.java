package nomadops.autoscaler.effect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.autoscaler.target.Target.Reading;
import nomadops.runtime.leader.Fence;

/// The groups of one pool, read together, and claimed: a group that somebody else scales is not
/// touched. What was read last is kept for when a read fails. For one thread.
public final class Groups implements AutoCloseable {
  private final List<Target> targets;
  private final String owner;
  private final Fence fence;
  private final Map<String, GroupFacts> last = new HashMap<>();

  /// Those that took our claim. Not every group shows its owner.
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// The groups of one pool, the preferred first.
  ///
  /// @param owner what they are claimed as
  public Groups(List<Target> targets, String owner, Fence fence) {
    this.targets = List.copyOf(targets);
    this.owner = owner;
    this.fence = fence;
  }

  /// What they are now. A group that nobody owns is claimed, while we lead.
  public List<GroupSight> read() throws InterruptedException {
    List<Future<GroupSight>> reads = new ArrayList<>();
    for (Target target : targets) {
      reads.add(threads.submit(() -> sight(target)));
    }
    List<GroupSight> sights = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      try {
        GroupSight sight = reads.get(i).get();
        sight.last().ifPresent(facts -> last.put(sight.name(), facts));
        sights.add(sight);
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "group " + targets.get(i).name() + " could not be read", e.getCause());
      }
    }
    return sights;
  }

  private GroupSight sight(Target target) {
    String name = target.name();
    Optional<GroupFacts> before = Optional.ofNullable(last.get(name));
    return switch (target.read()) {
      case Reading.Known(GroupFacts facts) -> owned(target, facts);
      case Reading.Unknown(String reason) -> GroupSight.troubled(name, before, reason);
      case Reading.Missing(String reason) -> GroupSight.troubled(name, Optional.empty(), reason);
    };
  }

  private GroupSight owned(Target target, GroupFacts facts) {
    if (facts.owner().isPresent()) {
      return facts.owner().get().equals(owner)
          ? GroupSight.of(facts)
          : GroupSight.troubled(
              facts.name(),
              Optional.of(facts),
              "it is scaled by \"" + facts.owner().get() + "\", not by \"" + owner + "\"");
    }
    if (!fence.mayAct()) {
      claimed.remove(facts.name());
      return GroupSight.of(facts);
    }
    if (claimed.contains(facts.name())) {
      return GroupSight.of(facts);
    }
    return switch (target.claim(owner)) {
      case Outcome.Done _, Outcome.Already _ -> {
        claimed.add(facts.name());
        yield GroupSight.of(facts);
      }
      case Outcome.Later(String reason) ->
          GroupSight.troubled(facts.name(), Optional.of(facts), "not claimed yet: " + reason);
      case Outcome.Refused(String reason) ->
          GroupSight.troubled(facts.name(), Optional.of(facts), "cannot be claimed: " + reason);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
