package nomadops.health.quarantine.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.health.quarantine.policy.QuarantineState.Begun;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import org.jspecify.annotations.Nullable;

/// How many clients of each pool are ready, out, and take work. What was begun counts as done when
/// it takes a client away, and as not done when it gives one back.
final class Tally {
  private final Map<String, Integer> ready = new HashMap<>();
  private final Map<String, Integer> out = new HashMap<>();
  private final Map<Place, Integer> working = new HashMap<>();

  /// A pool, or a class or a datacenter of it.
  private record Place(String pool, String kind, String name) {}

  Tally(List<Diagnosis> fleet, Map<String, Begun> begun) {
    for (Diagnosis diagnosis : fleet) {
      NodeFacts node = diagnosis.node();
      @Nullable Begun doing = begun.get(node.id());
      boolean closing = node.unseen() || (doing != null && doing.quarantine());
      if (node.ready()) {
        ready.merge(node.pool(), 1, Integer::sum);
      }
      if (node.ownership().isPresent() || closing || (node.ready() && diagnosis.sick())) {
        out.merge(node.pool(), 1, Integer::sum);
      }
      if (node.takesWork() && !closing) {
        change(node, 1);
      }
    }
  }

  private void change(NodeFacts node, int by) {
    working.merge(new Place(node.pool(), "pool", ""), by, Integer::sum);
    working.merge(new Place(node.pool(), "class", node.nodeClass()), by, Integer::sum);
    working.merge(new Place(node.pool(), "datacenter", node.datacenter()), by, Integer::sum);
  }

  /// A client takes no work from now on. It was sick, and so was out before.
  void close(NodeFacts node) {
    change(node, -1);
  }

  /// Why too many of the client's pool are out already, itself included.
  Optional<String> overShare(NodeFacts node, int mostShare) {
    int all = ready.getOrDefault(node.pool(), 0);
    int gone = out.getOrDefault(node.pool(), 0);
    return 100L * gone > (long) mostShare * all
        ? Optional.of(
            "%d of %d clients of pool %s are sick or quarantined, more than %d %%"
                .formatted(gone, all, node.pool(), mostShare))
        : Optional.empty();
  }

  /// Why too few would be left.
  Optional<String> tooFew(NodeFacts node, QuarantineTerms.Fewest fewest) {
    return left(new Place(node.pool(), "pool", ""), fewest.inPool())
        .or(() -> left(new Place(node.pool(), "class", node.nodeClass()), fewest.inClass()))
        .or(() ->
            left(new Place(node.pool(), "datacenter", node.datacenter()), fewest.inDatacenter()));
  }

  private Optional<String> left(Place place, int fewest) {
    int left = working.getOrDefault(place, 0) - 1;
    if (left >= fewest) {
      return Optional.empty();
    }
    String where = place.name().isEmpty() ? "" : ", %s %s".formatted(place.kind(), place.name());
    return Optional.of(
        "%d clients of pool %s%s would be left to take work, fewer than %d"
            .formatted(left, place.pool(), where, fewest));
  }
}
