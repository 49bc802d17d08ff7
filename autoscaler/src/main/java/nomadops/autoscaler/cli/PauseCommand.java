package nomadops.autoscaler.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

/// `autoscaler pause` and `autoscaler resume`: an operator's will, kept in Nomad, for every
/// replica.
final class PauseCommand {
  private PauseCommand() {}

  static CommandSpec pause(InstantSource clock) {
    return Leaf.of(
            "pause",
            "Keeps the autoscaler from acting, on one pool or on all, until it is resumed.",
            AutoscalerSettings.MEMORY_ONLY)
        .arguments("pool", "0..*", "The pools; none for all of them.")
        .option("for", "duration", "Ends the pause by itself, e.g. 2h.")
        .option("reason", "text", "Why, for whoever asks.")
        .footer(
            """

            Example: nomad-ops autoscaler pause batch --for 2h --reason "cluster upgrade"\
            """)
        .runs(invocation -> pause(invocation, clock));
  }

  static CommandSpec resume() {
    return Leaf.of(
            "resume",
            "Lets the autoscaler act again, on one pool or on all.",
            AutoscalerSettings.MEMORY_ONLY)
        .arguments("pool", "0..*", "The pools; none for the pause of all of them.")
        .footer("\nExample: nomad-ops autoscaler resume batch")
        .runs(PauseCommand::resume);
  }

  private static ExitCode pause(Invocation invocation, InstantSource clock) {
    setUp(invocation);
    Optional<Duration> length = invocation.option("for").map(PauseCommand::duration);
    String by = invocation.around().environment().getOrDefault("USER", "an operator");
    String reason = invocation.option("reason").orElse("");
    try (NomadClient nomad = connect(invocation)) {
      for (String pool : pools(invocation)) {
        Pauses.Pause pause =
            pauses(nomad, invocation).pause(pool, by, reason, clock.instant(), length);
        invocation.out().println(named(pool) + " paused " + pause);
      }
    }
    return ExitCode.DONE;
  }

  private static ExitCode resume(Invocation invocation) {
    setUp(invocation);
    try (NomadClient nomad = connect(invocation)) {
      for (String pool : pools(invocation)) {
        boolean was = pauses(nomad, invocation).resume(pool);
        invocation.out().println(named(pool) + (was ? " may be scaled again" : " was not paused"));
      }
    }
    return ExitCode.DONE;
  }

  private static List<String> pools(Invocation invocation) {
    return invocation.arguments().isEmpty() ? List.of(Pauses.ALL) : invocation.arguments();
  }

  private static String named(String pool) {
    return pool.equals(Pauses.ALL) ? "every pool" : "pool " + pool;
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .orElseThrow(() ->
            ConfigException.of(
                "option --for", "for", "\"" + text + "\" is no duration", "write e.g. 2h"));
  }

  private static void setUp(Invocation invocation) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
  }

  private static NomadClient connect(Invocation invocation) {
    return NomadClient.connect(NomadSettings.connection(invocation.settings()));
  }

  private static Pauses pauses(NomadClient nomad, Invocation invocation) {
    return new Pauses(
        nomad,
        invocation.settings().get(AutoscalerSettings.STATE_NAMESPACE),
        invocation.settings().get(AutoscalerSettings.STATE_PATH));
  }
}
