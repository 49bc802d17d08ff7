package nomadops.autoscaler.effect;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.autoscaler.capacity.MachineName;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.model.NodeUpdate;
import nomadops.client.model.PlacedAllocation;
import nomadops.runtime.leader.Permit;

/// Opens and closes nodes, and takes the last look at one. Each is looked at first, which takes
/// time in which the lock may be lost: so the fence is asked after the look.
final class NodeHands {
  private static final Set<String> COMES_WITH_NODES = Set.of("system", "sysbatch");
  private static final int NAMED = 3;

  private final NomadClient nomad;
  private final Supplier<Permit> fence;

  NodeHands(NomadClient nomad, Supplier<Permit> fence) {
    this.nomad = nomad;
    this.fence = fence;
  }

  /// Closes a node to new work, unless somebody drains it or it is closed already.
  Outcome close(String id) throws InterruptedException {
    return answered(() -> {
      Optional<Node> node = nomad.nodes().read(id).value();
      if (node.isEmpty()) {
        return new Outcome.Refused("there is no such node any more");
      }
      if (node.get().drain()) {
        return new Outcome.Refused("somebody drains it");
      }
      if (!node.get().schedulingEligibility().equals("eligible")) {
        return new Outcome.Refused("somebody has closed it already");
      }
      return led("closed", () -> nomad.nodes().eligibility(id, false));
    });
  }

  /// Opens a node again, unless somebody drains it.
  Outcome open(String id) throws InterruptedException {
    return answered(() -> {
      Optional<Node> node = nomad.nodes().read(id).value();
      if (node.isEmpty()) {
        return new Outcome.Already("there is no such node any more");
      }
      if (node.get().drain()) {
        return new Outcome.Already("somebody drains it");
      }
      return led("opened", () -> nomad.nodes().eligibility(id, true));
    });
  }

  private Outcome led(String done, Supplier<NodeUpdate> effect) {
    if (fence.get() instanceof Permit.Refused(String reason)) {
      return Performer.notTheLeader(reason);
    }
    var _ = effect.get();
    return new Outcome.Done(done);
  }

  /// Has Nomad forget a node whose machine is gone; what its client reports later would make it
  /// anew, so one that is not down yet is left for later.
  Outcome purge(String id, String instance, String attribute) throws InterruptedException {
    return answered(() -> {
      Optional<Node> node = nomad.nodes().read(id).value();
      if (node.isEmpty()) {
        return new Outcome.Already("there is no such node any more");
      }
      if (!node.get().status().equals("down")) {
        return new Outcome.Later("the node is " + node.get().status() + " still");
      }
      if (node.get().schedulingEligibility().equals("eligible")) {
        return new Outcome.Refused("somebody has opened it");
      }
      return otherMachine(node.get(), instance, attribute)
          .orElseGet(() -> led("purged", () -> nomad.nodes().purge(id)));
    });
  }

  private static Optional<Outcome> otherMachine(Node node, String instance, String attribute) {
    String says = MachineName.of(attribute, node.attributes(), node.meta()).orElse("");
    return says.equals(instance)
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused("the node says it is machine \"" + says + "\", not " + instance));
  }

  /// Whether the machine of a closed node may end: a consistent read shows it closed, and nothing
  /// of service and batch jobs on it that is not over. After that nothing can be placed on it: the
  /// leader checks a node's eligibility once more when it applies a plan (Nomad 1.7 to 2.0,
  /// `nomad/plan_apply.go`).
  ///
  /// @return [Outcome.Done] when it may
  Outcome lookedEmpty(String id, String instance, String attribute) throws InterruptedException {
    return answered(() -> {
      Optional<Node> node = nomad.nodes().read(id).value();
      if (node.isEmpty()) {
        return new Outcome.Refused(
            "there is no such node any more: whose machine it is, is not known");
      }
      if (node.get().schedulingEligibility().equals("eligible")) {
        return new Outcome.Refused("somebody has opened it");
      }
      if (node.get().drain()) {
        return new Outcome.Refused("somebody drains it");
      }
      return otherMachine(node.get(), instance, attribute)
          .orElseGet(() -> work(nomad.nodes().placed(id).value()));
    });
  }

  private static Outcome work(List<PlacedAllocation> allocations) {
    List<PlacedAllocation> open =
        allocations.stream()
            .filter(a -> !a.isClientTerminal() && !COMES_WITH_NODES.contains(a.job().type()))
            .toList();
    if (open.isEmpty()) {
      return new Outcome.Done("it is closed and empty");
    }
    List<String> named = open.stream().limit(NAMED).map(PlacedAllocation::id).toList();
    return new Outcome.Refused(
        "%d allocations are on it: %s%s"
            .formatted(open.size(), String.join(", ", named), open.size() > NAMED ? ", ..." : ""));
  }

  private static Outcome answered(Supplier<Outcome> call) throws InterruptedException {
    try {
      return call.get();
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      String reason = String.valueOf(fault.getMessage());
      return fault.isForbidden() ? new Outcome.Refused(reason) : new Outcome.Later(reason);
    }
  }
}
