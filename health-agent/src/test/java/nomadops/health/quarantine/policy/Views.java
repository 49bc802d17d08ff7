package nomadops.health.quarantine.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;

/// What servers show: each is behind by as much as it likes. At times views come of the same one
/// for a while, at times each comes of another one, so that what was shown is not shown again.
/// Records may be of another server than clients.
final class Views {
  private static final int KEPT = 60;

  private record Moment(List<NodeFacts> nodes, Map<String, Ownership> records) {}

  private final List<Moment> moments = new ArrayList<>();
  private final Random random;
  private final int furthest;

  /// Whether views come of one server for a while, and by how much it is behind.
  private boolean stays;

  private int behind;

  /// @param furthest that a fresh view is behind, in steps
  Views(Random random, int furthest) {
    this.random = random;
    this.furthest = furthest;
  }

  void add(Collection<Client> clients, Map<String, Ownership> records) {
    moments.addFirst(
        new Moment(
            clients.stream().map(client -> client.facts(null)).toList(), new HashMap<>(records)));
    if (moments.size() > KEPT) {
      moments.removeLast();
    }
  }

  /// @param records as they are, when they are read of the leader; else they are behind, too
  List<NodeFacts> view(boolean fresh, Optional<Map<String, Ownership>> records) {
    if (random.nextInt(12) == 0) {
      stays = random.nextInt(3) > 0;
      behind = random.nextBoolean() ? furthest : random.nextInt(furthest + 1);
    }
    int nodes = fresh ? next() : random.nextInt(KEPT);
    int others = random.nextInt(4) == 0 ? next() : nodes;
    Map<String, Ownership> shown = records.orElseGet(() -> moment(others).records());
    return moment(nodes).nodes().stream()
        .map(node ->
            new Scene.Edit(node).ownership(Optional.ofNullable(shown.get(node.id()))).node())
        .toList();
  }

  /// From now on views come of the server that is the furthest behind.
  void fallBehind() {
    stays = true;
    behind = furthest;
  }

  private Moment moment(int behind) {
    return moments.get(Math.min(behind, moments.size() - 1));
  }

  private int next() {
    return stays ? behind : random.nextInt(furthest + 1);
  }
}
