package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.capacity.BootLag;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.GroupSight;

/// How long machines take to become nodes, pool by pool, learnt from those that did. For one
/// thread.
final class BootLags {
  private BootLag lag = BootLag.unmeasured(Duration.ZERO);

  void learn(String pool, List<PoolNode> nodes, List<GroupSight> groups) {
    Map<String, Instant> launched = new HashMap<>();
    for (GroupSight sight : groups) {
      for (GroupFacts.Member member : sight.last().map(GroupFacts::members).orElse(List.of())) {
        member.launchedAt().ifPresent(at -> launched.put(member.instance(), at));
      }
    }
    for (PoolNode node : nodes) {
      Optional<Instant> at = node.instance().map(launched::get);
      if (at.isPresent() && node.status() == PoolNode.Status.READY) {
        lag = lag.with(pool, node.instance().orElseThrow(), at.get(), node.registeredAt());
      }
    }
  }

  /// What nine of ten take at most; empty while none was seen.
  Optional<Duration> of(String pool) {
    return lag.count(pool) > 0 ? Optional.of(lag.p90(pool)) : Optional.empty();
  }
}
