package nomadops.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import picocli.CommandLine.Model.CommandSpec;

/// `nomad-ops aot-cache`: what the JVM watches to make a cache of classes. The launcher starts it
/// so; by itself it only says what is missing.
final class AotCacheCommand {
  private static final int JOBS = 20;

  private AotCacheCommand() {}

  static CommandSpec spec() {
    return Leaf.of(
            "aot-cache",
            "Makes a cache of classes for faster starts, in the folder NOMAD_OPS_AOT_DIR.",
            Catalogue.of("aot-cache"))
        .footer(
            """

            The cache holds for this version of nomad-ops and this Java; any other starts without it.

            Example: NOMAD_OPS_AOT_DIR=/var/cache/nomad-ops nomad-ops aot-cache\
            """)
        .runs(AotCacheCommand::run);
  }

  private static ExitCode run(Invocation invocation) {
    if (!Boolean.getBoolean("nomadops.aot.training")) {
      throw ConfigException.of(
          "environment",
          "NOMAD_OPS_AOT_DIR",
          "is not set, so there is no place for the cache",
          "set it to a folder, e.g. NOMAD_OPS_AOT_DIR=/var/cache/nomad-ops, here and where nomad-ops starts");
    }
    SimulatorOptions options = SimulatorOptions.defaults().withNodes(1);
    try (NomadSimulator nomad = NomadSimulator.start(options)) {
      nomad.state().seedDeadJobs(JOBS);
      String address = "--address=" + nomad.address();
      List<List<String>> runs =
          List.of(
              List.of("--help"),
              List.of("gc", "run", "--help"),
              List.of("gc", "config", "print", "--json"),
              List.of("gc", "plan", address),
              List.of("gc", "run", "--once", "--keep-for=4h", "--leader=lock", address),
              List.of("drainer", "status", address),
              List.of("health", "check", "--checks=nomad", address));
      for (List<String> words : runs) {
        PrintStream nowhere =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings silent =
            new Surroundings(Map.of(), nowhere, nowhere, Terminal.PIPE, Terminal.PIPE);
        ExitCode code = new Program(NomadOps.tree(), silent).run(words.toArray(String[]::new));
        invocation.out().println(String.join(" ", words) + ": " + code);
      }
    }
    return ExitCode.DONE;
  }
}
