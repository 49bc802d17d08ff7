package nomadops.exporter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.exporter.selection.SelectionSettings;
import nomadops.exporter.view.ClusterWatch;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.LeaderNeeds;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import picocli.CommandLine.Model.CommandSpec;

/// `exporter preflight`: whether `exporter run` could do its work with the same settings.
final class PreflightCommand {
  private PreflightCommand() {}

  static CommandSpec spec(ClusterWatch.Time time) {
    return Leaf.of(
            "preflight",
            "Looks whether exporter run could do its work here, and says what is missing. Changes nothing.",
            ExporterSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER)
        .runs(invocation -> run(invocation, time));
  }

  private static ExitCode run(Invocation invocation, ClusterWatch.Time time) throws Exception {
    Resolved settings = invocation.settings();
    var _ = SelectionSettings.selection(settings);
    return new Preflight("exporter")
        .run(
            invocation,
            NomadSettings.connection(settings),
            terms(settings),
            time.clock(),
            time.ticker(),
            time.pause());
  }

  private static NomadTerms terms(Resolved settings) {
    LeaderNeeds leader = LeaderNeeds.of(ExporterSettings.LEADER, settings);
    List<Need> needs =
        new ArrayList<>(
            List.of(
                Need.inNamespace("*", "jobs there are not counted", "list-jobs"),
                Need.inNamespace(
                    "*", "work there is not counted, and there is no event stream", "read-job"),
                Need.ofScope("node", "read", "there are no clients and no event stream"),
                Need.ofScope("operator", "read", "autopilot and the broker's pause are absent")
                    .optional()));
    if (!leader.localServer()) {
      needs.add(
          Need.ofScope("agent", "read", "Nomad's usual thresholds are reckoned with").optional());
    }
    needs.addAll(leader.needs());
    return new NomadTerms(
        "exporter",
        needs,
        List.of(),
        Optional.of(
            Subscription.to(
                Topic.NODE, Topic.JOB, Topic.EVALUATION, Topic.ALLOCATION, Topic.DEPLOYMENT)),
        leader.localServer(),
        leader.lock());
  }
}
