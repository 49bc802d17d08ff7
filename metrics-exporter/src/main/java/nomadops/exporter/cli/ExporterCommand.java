package nomadops.exporter.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.exporter.view.ClusterWatch;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `exporter`.
public final class ExporterCommand {
  private ExporterCommand() {}

  /// Every command of the exporter, to be put under the program's root.
  public static CommandSpec spec() {
    return spec(
        Signals.ofProcess(),
        new ClusterWatch.Time(
            InstantSource.system(), Ticker.system(), Pause.system(), RandomGenerator.getDefault()));
  }

  static CommandSpec spec(Signals signals, ClusterWatch.Time time) {
    CommandSpec run =
        Leaf.of(
                "run",
                "Follows the cluster and serves what it knows at /metrics.",
                ExporterSettings.CATALOGUE)
            .footer(
                """

                Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.

                Example: NOMAD_ADDR=http://10.0.0.1:4646 nomad-ops exporter run -admin-address 0.0.0.0:9467
                With series for the jobs of one namespace: nomad-ops exporter run -detail job -jobs 'ci/*'\
                """)
            .runs(invocation -> new RunCommand(invocation, signals, time).run());
    return Commands.group(
        "exporter",
        "Tells the state of the cluster as metrics.",
        run,
        PreflightCommand.spec(time),
        Commands.config(ExporterSettings.CATALOGUE));
  }
}
