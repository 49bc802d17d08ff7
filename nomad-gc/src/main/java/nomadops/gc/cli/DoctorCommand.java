package nomadops.gc.cli;

import java.time.Duration;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.http.WireObserver;
import nomadops.gc.doctor.ClusterLook;
import nomadops.gc.doctor.Diagnosis;
import nomadops.gc.doctor.Finding;
import nomadops.gc.doctor.Finding.Level;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.FindingsText;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `gc doctor`: why dead jobs pile up, and what to change.
final class DoctorCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SAMPLES = 10;
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private DoctorCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "doctor",
            "Says why dead jobs pile up, and what to change. Changes nothing.",
            GcSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 nothing is wrong (something may be better), 1 something is, or the command failed, 2 wrong
            usage or configuration, 3 Nomad cannot be reached.

            Example: NOMAD_ADDR=http://10.0.0.1:4646 nomad-ops gc doctor\
            """)
        .runs(invocation -> run(invocation, time));
  }

  private static ExitCode run(Invocation invocation, Clockwork time) throws InterruptedException {
    Resolved settings = invocation.settings();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    try (NomadClient nomad =
        NomadClient.connect(
            NomadSettings.connection(settings),
            WireObserver.NONE,
            time.ticker(),
            time.pause(),
            RandomGenerator.getDefault())) {
      ClusterLook look =
          new ClusterLook(nomad, terms(settings), time.wall(), time.ticker(), time.pause());
      Diagnosis diagnosis = Diagnosis.of(look.take());
      invocation
          .out()
          .print(
              invocation.flag("json")
                  ? json(diagnosis)
                  : text(diagnosis, invocation.around().outTerminal()));
      return diagnosis.count(Level.TROUBLE) > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private static ClusterLook.Terms terms(Resolved settings) {
    return new ClusterLook.Terms(
        settings.get(GcSettings.NAMESPACE),
        settings.get(GcSettings.PAGE_SIZE),
        settings.get(GcSettings.LEADER.lockNamespace()),
        settings.get(GcSettings.LEADER.lockPath()),
        settings.get(GcSettings.KEEP_FOR),
        SAMPLES,
        BETWEEN);
  }

  private static String text(Diagnosis diagnosis, Terminal terminal) {
    Terminal.Style last = style(diagnosis.count(Level.TROUBLE) > 0 ? Level.TROUBLE : Level.WELL);
    return FindingsText.of(
        diagnosis.findings().stream().map(DoctorCommand::line).toList(),
        diagnosis.sentence(),
        last,
        terminal);
  }

  private static FindingsText.Line line(Finding each) {
    return new FindingsText.Line(
        each.level().word(),
        style(each.level()),
        each.check(),
        each.subject(),
        each.evidence(),
        each.remedy());
  }

  private static Terminal.Style style(Level level) {
    return switch (level) {
      case TROUBLE -> Terminal.Style.RED;
      case ADVICE -> Terminal.Style.YELLOW;
      case WELL -> Terminal.Style.GREEN;
      case UNSEEN -> Terminal.Style.DIM;
    };
  }

  /// One object: whether it is well, a sentence, findings.
  private static String json(Diagnosis diagnosis) {
    ObjectNode json = JSON.createObjectNode();
    json.put("well", diagnosis.count(Level.TROUBLE) == 0);
    json.put("summary", diagnosis.sentence());
    var all = json.putArray("findings");
    for (Finding each : diagnosis.findings()) {
      all.addObject()
          .put("result", each.level().word().replace(' ', '-'))
          .put("check", each.check())
          .put("subject", each.subject())
          .put("evidence", each.evidence())
          .put("remedy", each.remedy());
    }
    return json + "\n";
  }
}
