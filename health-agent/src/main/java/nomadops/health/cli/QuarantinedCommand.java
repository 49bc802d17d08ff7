package nomadops.health.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.NodeStub;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.record.Records;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Table;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `health quarantined`: the clients that get no new work by our doing, and why.
final class QuarantinedCommand {
  private QuarantinedCommand() {}

  static CommandSpec spec() {
    return Leaf.of(
            "quarantined",
            "Lists the clients that a controller has taken out of scheduling, and why.",
            ControllerSettings.MEMORY_ONLY)
        .flag("json", "Prints JSON.")
        .footer(
            """

            To take one out of the controller's hands: nomad node eligibility -enable NODE
            For good: nomad node meta apply -node-id NODE nomad-ops.quarantine=never

            Example: nomad-ops health quarantined\
            """)
        .runs(QuarantinedCommand::run);
  }

  private static ExitCode run(Invocation invocation) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Table table =
        new Table(
            Table.Column.fixed("NODE", "node"),
            Table.Column.flexible("NAME", "name"),
            Table.Column.fixed("ELIGIBILITY", "eligibility"),
            Table.Column.fixed("SINCE", "since"),
            Table.Column.optional("EXPIRES", "expires"),
            Table.Column.optional("BY", "by"),
            Table.Column.flexible("REASON", "reason"));
    try (NomadClient nomad = NomadClient.connect(NomadSettings.connection(invocation.settings()))) {
      Records records =
          new Records(nomad, invocation.settings().get(ControllerSettings.STATE_NAMESPACE));
      Map<String, NodeStub> nodes =
          nomad.nodes().list(Read.defaults()).value().stream()
              .collect(Collectors.toMap(NodeStub::id, node -> node));
      new TreeMap<>(records.all()).forEach((id, kept) -> row(table, id, nodes.get(id), kept));
    }
    if (invocation.flag("json")) {
      invocation.out().print(table.json());
    } else if (table.size() == 0) {
      invocation.out().println("no client is quarantined");
    } else {
      invocation.out().print(table.text(invocation.around().outTerminal()));
    }
    return ExitCode.DONE;
  }

  private static void row(
      Table table, String id, @org.jspecify.annotations.Nullable NodeStub node, Records.Kept kept) {
    table.row(
        id,
        node == null ? "" : node.name(),
        node == null ? "gone" : node.schedulingEligibility(),
        kept.ownership().map(record -> record.since().toString()).orElse("?"),
        kept.ownership().map(record -> record.expires().toString()).orElse("?"),
        kept.ownership().map(Ownership::by).orElse("?"),
        kept.ownership()
            .map(Ownership::reason)
            .orElse("the record cannot be read: " + kept.unreadable()));
  }
}
