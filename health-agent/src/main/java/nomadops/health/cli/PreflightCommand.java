package nomadops.health.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.model.AgentSelf;
import nomadops.health.report.secret.SecretFile;
import nomadops.health.report.sender.Destination;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.LeaderNeeds;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadFacts;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import picocli.CommandLine.Model.CommandSpec;

/// `health preflight agent`, `controller` and `server-probe`: whether these could do their work
/// with the same settings.
final class PreflightCommand {
  private PreflightCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Commands.group(
        "preflight",
        "Looks whether a health process could do its work here, and says what is missing.",
        leaf("agent", AgentSettings.CATALOGUE, invocation -> agent(invocation, time)),
        leaf(
            "controller", ControllerSettings.CATALOGUE, invocation -> controller(invocation, time)),
        leaf("server-probe", ServerProbeSettings.CATALOGUE, invocation -> probe(invocation, time)));
  }

  private static CommandSpec leaf(String process, Catalogue catalogue, Leaf.Body body) {
    return Leaf.of(
            process,
            "Looks whether health " + process + " could do its work here. Changes nothing.",
            catalogue)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER.replace("of run", "of health " + process))
        .runs(body);
  }

  private static ExitCode agent(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    Preflight preflight = new Preflight("health agent").and("node", "this client", Seen::client);
    if (settings.get(MachineSettings.CHECKS).contains(CheckName.DOCKER)) {
      preflight.and(
          "docker",
          "Docker's socket",
          _ -> List.of(Seen.socket(settings.get(MachineSettings.DOCKER_SOCKET))));
    }
    List<Destination> to = settings.find(ReportSettings.TO).orElse(List.of());
    to.forEach(one ->
        preflight.and("report", "the controller at " + one, _ -> List.of(Seen.listens(one.url()))));
    if (!to.isEmpty()) {
      preflight.and("secret", "report-secret-file", _ -> List.of(secret(settings)));
    }
    NomadTerms terms =
        new NomadTerms(
            "health-agent",
            List.of(
                Need.ofScope(
                    "agent", "read", "the check nomad is unknown, and nothing is reported")),
            List.of(),
            Optional.empty(),
            false,
            false);
    return run(preflight, invocation, NomadSettings.connection(settings), terms, time);
  }

  private static Finding secret(Resolved settings) {
    return Seen.secret(settings.find(ReportSettings.SECRET_FILE).map(SecretFile::new));
  }

  private static ExitCode controller(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    var _ = GuardSettings.terms(settings);
    Preflight preflight =
        new Preflight("health controller")
            .and(
                "secret",
                "report-secret-file",
                _ ->
                    List.of(
                        Seen.secret(
                            settings.find(ControllerSettings.SECRET_FILE).map(SecretFile::new))))
            .and(
                "report",
                "report-address",
                _ -> List.of(Seen.free(settings.get(ControllerSettings.REPORT_ADDRESS))));
    LeaderNeeds leader = LeaderNeeds.of(ControllerSettings.LEADER, settings);
    boolean dry = settings.get(ControllerSettings.DRY_RUN);
    String where = settings.get(ControllerSettings.STATE_NAMESPACE);
    String records = "nomad-ops/quarantine/*";
    List<Need> needs = new ArrayList<>();
    needs.add(Need.ofScope("node", "read", "no client is seen"));
    needs.add(Need.onVariable(where, records, "list", "no quarantine is seen to end"));
    needs.add(Need.onVariable(where, records, "read", "nobody knows whose quarantine it is"));
    needs.add(
        Need.onVariable(
            where, ControllerSettings.STATE_PATH + "/paused", "read", "a pause is not seen"));
    if (!dry) {
      needs.add(Need.ofScope("node", "write", "nobody is quarantined"));
      needs.add(Need.onVariable(where, records, "write", "nobody is quarantined"));
      needs.add(Need.onVariable(where, records, "destroy", "no quarantine ends"));
    }
    needs.addAll(leader.needs());
    NomadTerms terms =
        new NomadTerms(
            "health-controller",
            needs,
            List.of(),
            Optional.empty(),
            leader.localServer(),
            leader.lock());
    return run(preflight, invocation, NomadSettings.connection(settings), terms, time);
  }

  private static ExitCode probe(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    var _ = ServerProbeSettings.terms(settings);
    CanarySettings.check(settings);
    boolean canary = settings.get(CanarySettings.CANARY);
    boolean frees = settings.get(CanarySettings.FREE_WEDGED_LEADER);
    String where = settings.get(CanarySettings.NAMESPACE);
    Preflight preflight =
        new Preflight("health server-probe")
            .and("node", "the server", facts -> List.of(server(facts)))
            .and("lead", "handing the lead over", facts -> List.of(Seen.handOver(facts)));
    if (frees) {
      Connection connection = ServerProbeSettings.connection(settings);
      preflight.and(
          "telemetry", "the server's metrics", _ -> List.of(Seen.telemetry(connection, time)));
    }
    List<Need> needs = new ArrayList<>();
    needs.add(Need.ofScope("agent", "read", "/ready says forbidden"));
    needs.add(Need.ofScope("operator", "read", "/ready says forbidden"));
    if (canary) {
      needs.add(Need.inNamespace(where, "looks are refused", "read-job"));
      needs.add(Need.inNamespace(where, "looks are refused", "register-job", "submit-job"));
      needs.add(Need.inNamespace(where, "looks are refused", "evaluate-job", "submit-job"));
    }
    if (frees) {
      String path = "nomad-ops/probe/condemned";
      needs.add(Need.onVariable(where, path, "read", "no leader is freed"));
      needs.add(Need.onVariable(where, path, "write", "no leader is freed"));
    }
    boolean makes = settings.get(CanarySettings.CREATE_NAMESPACE);
    NomadTerms terms =
        new NomadTerms(
            "server-probe",
            needs,
            canary && !makes ? List.of(where) : List.of(),
            Optional.empty(),
            false,
            frees);
    return run(preflight, invocation, ServerProbeSettings.connection(settings), terms, time);
  }

  private static Finding server(NomadFacts facts) {
    return facts
        .agent()
        .seen()
        .map(PreflightCommand::server)
        .orElseGet(() -> new Finding.NotTold("node", "the server", facts.agent().why()));
  }

  private static Finding server(AgentSelf agent) {
    return agent.isServer()
        ? new Finding.Passed("node", "the server", agent.name())
        : new Finding.Missing(
            "node",
            "the server",
            agent.name() + " is a client",
            "give the address of the server beside this process, usually http://127.0.0.1:4646");
  }

  private static ExitCode run(
      Preflight preflight,
      Invocation invocation,
      Connection connection,
      NomadTerms terms,
      Clockwork time)
      throws InterruptedException {
    return preflight.run(invocation, connection, terms, time.wall(), time.ticker(), time.pause());
  }
}
