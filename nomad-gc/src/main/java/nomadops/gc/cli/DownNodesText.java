package nomadops.gc.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.gc.nodes.DownNodeRule;
import nomadops.gc.nodes.NodeFacts;
import nomadops.gc.nodes.NodeTarget;
import nomadops.gc.nodes.NodeVerdict;
import nomadops.runtime.cli.Table;

/// What a plan shows of nodes that are down: the same facts and verdicts as a sweep.
final class DownNodesText {
  private DownNodesText() {}

  /// The first nodes that are down.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad cannot be asked
  static Table table(NodeTarget target, DownNodeRule rule, int room, Instant now)
      throws InterruptedException {
    Table table =
        new Table(
            Table.Column.fixed("VERDICT", "verdict"),
            Table.Column.flexible("NODE", "node"),
            Table.Column.optional("ID", "id"),
            Table.Column.flexible("REASON", "reason"));
    List<String> down = target.down();
    Optional<String> hidden = down.isEmpty() ? Optional.empty() : target.hidden();
    for (String id : down.stream().limit(room).toList()) {
      Optional<NodeFacts> node = target.read(id);
      if (node.isPresent()) {
        NodeVerdict verdict =
            hidden
                .<NodeVerdict>map(NodeVerdict.Keep::new)
                .orElseGet(() -> rule.judge(node.get(), now));
        table.row(word(verdict), node.get().name(), id, verdict.reason());
      }
    }
    return table;
  }

  private static String word(NodeVerdict verdict) {
    return switch (verdict) {
      case NodeVerdict.Purge _ -> "purge";
      case NodeVerdict.Keep _ -> "keep";
    };
  }
}
