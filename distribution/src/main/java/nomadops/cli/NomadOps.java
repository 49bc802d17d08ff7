package nomadops.cli;

import nomadops.autoscaler.cli.AutoscalerCommand;
import nomadops.demo.cli.DemoCommand;
import nomadops.demo.cli.ExporterDemoCommand;
import nomadops.demo.cli.SimulatorCommand;
import nomadops.drainer.cli.DrainerCommand;
import nomadops.exporter.cli.ExporterCommand;
import nomadops.gc.cli.GcCommand;
import nomadops.health.cli.HealthCommand;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.snapshot.cli.SnapshotCommand;
import picocli.CommandLine.Model.CommandSpec;

/// The launcher's main class.
public final class NomadOps {
  private NomadOps() {}

  public static void main(String... arguments) {
    ExitCode code = new Program(tree(), Surroundings.ofProcess()).run(arguments);
    System.exit(code.number());
  }

  /// Every command of the distribution.
  public static CommandSpec tree() {
    return Commands.group(
        "nomad-ops",
        "Small, independent processes that keep a busy HashiCorp Nomad cluster healthy.",
        GcCommand.spec(),
        DrainerCommand.spec(),
        AutoscalerCommand.spec(),
        ExporterCommand.spec(),
        HealthCommand.spec(),
        SnapshotCommand.spec(),
        DemoCommand.spec(),
        ExporterDemoCommand.spec(),
        SimulatorCommand.spec(),
        VersionCommand.spec(),
        AotCacheCommand.spec());
  }
}
