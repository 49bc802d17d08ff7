package nomadops.gc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireObserver;
import nomadops.gc.GcConfig;
import nomadops.gc.archive.cli.ArchiveFindings;
import nomadops.gc.archive.cli.ArchiveSettings;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.LeaderNeeds;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import nomadops.runtime.preflight.Writable;
import picocli.CommandLine.Model.CommandSpec;

/// `gc preflight`: whether `gc run` could do its work with the same settings.
final class PreflightCommand {
  private PreflightCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "preflight",
            "Looks whether gc run could do its work here, and says what is missing. Changes nothing.",
            GcSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER)
        .runs(invocation -> run(invocation, time));
  }

  private static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    GcConfig config = Configured.of(settings);
    Connection connection = NomadSettings.connection(settings);
    Preflight preflight =
        new Preflight("gc")
            .and("filter", "the list of dead jobs", _ -> list(connection, config, time))
            .and(
                "thresholds",
                "Nomad's own collection",
                facts -> ThresholdFindings.of(settings, facts));
    settings
        .find(GcSettings.AUDIT_LOG)
        .ifPresent(file ->
            preflight.and(
                "audit", "audit-log", _ -> List.of(Writable.file("audit", "audit-log", file))));
    if (settings.find(ArchiveSettings.ARCHIVE).isPresent()) {
      preflight.and("archive", "archive", _ -> ArchiveFindings.of(settings));
    }
    return preflight.run(
        invocation, connection, terms(settings, config), time.wall(), time.ticker(), time.pause());
  }

  private static NomadTerms terms(Resolved settings, GcConfig config) {
    LeaderNeeds leader = LeaderNeeds.of(GcSettings.LEADER, settings);
    String where = config.namespace();
    List<Need> needs =
        new ArrayList<>(
            List.of(
                Need.inNamespace(where, "dead jobs there are not found", "list-jobs"),
                Need.inNamespace(where, "nothing there is deleted", "read-job"),
                Need.inNamespace(where, "nothing there is deleted", "purge-job", "submit-job"),
                Need.inNamespace(
                        where,
                        "a job that is registered in the instant of its delete is named in the log, and not restored",
                        "register-job",
                        "submit-job")
                    .optional(),
                Need.ofScope("operator", "read", "a paused broker is not seen").optional()));
    settings
        .find(GcSettings.DOWN_NODES)
        .ifPresent(_ -> {
          needs.add(Need.ofScope("node", "write", "no node that is down is purged"));
          if (!where.equals("*")) {
            needs.add(
                Need.inNamespace(
                    "*", "allocations on a node are hidden, so that none is purged", "read-job"));
          }
        });
    if (!leader.localServer()) {
      needs.add(Need.ofScope("agent", "read", "Nomad's version is not checked").optional());
    }
    needs.addAll(leader.needs());
    return new NomadTerms(
        "gc",
        needs,
        where.equals("*") ? List.of() : List.of(where),
        Optional.of(Subscription.to(Topic.JOB, Topic.EVALUATION).inNamespace(where)),
        leader.localServer(),
        leader.lock());
  }

  private static List<Finding> list(Connection connection, GcConfig config, Clockwork time) {
    String subject = "the list of dead jobs";
    String filter = config.filter().isEmpty() ? "Status == \"dead\"" : config.filter();
    try (NomadClient nomad =
        NomadClient.connect(
            connection.triedOnce(),
            WireObserver.NONE,
            time.ticker(),
            time.pause(),
            RandomGenerator.getDefault())) {
      var _ =
          nomad
              .jobs()
              .page(
                  Read.defaults()
                      .inNamespace(config.namespace())
                      .withStale()
                      .withFilter(filter)
                      .withPerPage(1));
      return List.of(new Finding.Passed("filter", subject, "Nomad takes the filter " + filter));
    } catch (NomadFault.Answered fault) {
      return List.of(
          fault.isBadRequest()
              ? new Finding.Missing(
                  "filter",
                  subject,
                  "Nomad refuses the filter: " + fault.body().strip(),
                  "write e.g. -filter 'ID matches \"^ci-\"'")
              : new Finding.NotTold("filter", subject, String.valueOf(fault.getMessage())));
    }
  }
}
