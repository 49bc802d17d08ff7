package nomadops.health.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;
import nomadops.runtime.log.Logs;
import nomadops.runtime.pause.Pauses;
import picocli.CommandLine.Model.CommandSpec;

/// `health pause` and `health resume`: an operator's will, kept in Nomad, for every controller.
final class PauseCommand {
  private PauseCommand() {}

  static CommandSpec pause(InstantSource clock) {
    return Leaf.of(
            "pause",
            "Keeps controllers from quarantining clients until they are resumed.",
            ControllerSettings.MEMORY_ONLY)
        .option("for", "duration", "Ends the pause by itself, e.g. 2h.")
        .option("reason", "text", "Why, for whoever asks.")
        .footer(
            """

            Clients that are well again are released meanwhile.

            Example: nomad-ops health pause --for 2h --reason "moving the registry"\
            """)
        .runs(invocation -> pause(invocation, clock));
  }

  static CommandSpec resume() {
    return Leaf.of(
            "resume", "Lets controllers quarantine clients again.", ControllerSettings.MEMORY_ONLY)
        .footer("\nExample: nomad-ops health resume")
        .runs(PauseCommand::resume);
  }

  private static ExitCode pause(Invocation invocation, InstantSource clock) {
    Optional<Duration> length = invocation.option("for").map(PauseCommand::duration);
    String by = invocation.around().environment().getOrDefault("USER", "an operator");
    String reason = invocation.option("reason").orElse("");
    try (NomadClient nomad = connect(invocation)) {
      Pauses.Pause pause =
          pauses(nomad, invocation).pause(Pauses.ALL, by, reason, clock.instant(), length);
      invocation.out().println("quarantines are paused " + pause);
    }
    return ExitCode.DONE;
  }

  private static ExitCode resume(Invocation invocation) {
    try (NomadClient nomad = connect(invocation)) {
      boolean was = pauses(nomad, invocation).resume(Pauses.ALL);
      invocation
          .out()
          .println(was ? "clients may be quarantined again" : "quarantines were not paused");
    }
    return ExitCode.DONE;
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .orElseThrow(() ->
            ConfigException.of(
                "option --for", "for", "\"" + text + "\" is no duration", "write e.g. 2h"));
  }

  private static NomadClient connect(Invocation invocation) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    return NomadClient.connect(NomadSettings.connection(invocation.settings()));
  }

  private static Pauses pauses(NomadClient nomad, Invocation invocation) {
    return new Pauses(
        nomad,
        invocation.settings().get(ControllerSettings.STATE_NAMESPACE),
        ControllerSettings.STATE_PATH);
  }
}
