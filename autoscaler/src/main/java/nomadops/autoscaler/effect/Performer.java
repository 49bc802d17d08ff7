package nomadops.autoscaler.effect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.NomadClient;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;
import org.jspecify.annotations.Nullable;

/// Does one move. Nothing is done without leadership, and no machine of a node ends without a last
/// look at it. For one thread.
public final class Performer {
  private final NodeHands nodes;
  private final String instanceAttribute;
  private final Map<String, Target> targets = new HashMap<>();
  private final Supplier<Permit> fence;

  /// For one pool.
  ///
  /// @param instanceAttribute in which a node says which machine it is, e.g.
  ///   `unique.platform.aws.instance-id`
  public Performer(NomadClient nomad, String instanceAttribute, List<Target> targets, Fence fence) {
    this(nomad, instanceAttribute, targets, fence::permit);
  }

  Performer(
      NomadClient nomad, String instanceAttribute, List<Target> targets, Supplier<Permit> fence) {
    this.nodes = new NodeHands(nomad, fence);
    this.instanceAttribute = instanceAttribute;
    this.fence = fence;
    targets.forEach(target -> this.targets.put(target.name(), target));
  }

  /// What became of it.
  public Outcome perform(Move move) throws InterruptedException {
    if (fence.get() instanceof Permit.Refused(String reason)) {
      return notTheLeader(reason);
    }
    return switch (move) {
      case Move.Launch(String group, int from, int to, String _) -> resize(group, from, to);
      case Move.Withdraw(String group, int from, int to, String _) -> resize(group, from, to);
      case Move.Uncordon(String node, String _, String _) -> nodes.open(node);
      case Move.Cordon(String node, String _, String _, String _, String _) -> nodes.close(node);
      case Move.End(String node, String _, String instance, String group, String _) ->
          end(node, instance, group);
      case Move.Replace(String instance, String group, String _) -> replace(instance, group);
      case Move.Forget(String _, String reason) -> new Outcome.Done(reason);
    };
  }

  private Outcome resize(String group, int from, int to) {
    @Nullable Target target = targets.get(group);
    return target == null ? unknown(group) : target.resize(from, to);
  }

  private Outcome end(String node, String instance, String group) throws InterruptedException {
    @Nullable Target target = targets.get(group);
    if (target == null) {
      return unknown(group);
    }
    Outcome look = nodes.lookedEmpty(node, instance, instanceAttribute);
    if (!(look instanceof Outcome.Done)) {
      return look;
    }
    // Looking takes time, in which the lock may have been lost.
    return fence.get() instanceof Permit.Refused(String reason)
        ? notTheLeader(reason)
        : target.end(instance);
  }

  private Outcome replace(String instance, String group) {
    @Nullable Target target = targets.get(group);
    return target == null ? unknown(group) : target.replace(instance);
  }

  static Outcome notTheLeader(String reason) {
    return new Outcome.Refused("not the leader: " + reason);
  }

  private static Outcome unknown(String group) {
    return new Outcome.Refused("group " + group + " is not configured");
  }
}
