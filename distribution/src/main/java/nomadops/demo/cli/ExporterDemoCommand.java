package nomadops.demo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import nomadops.demo.exporter.ExporterDemo;
import nomadops.demo.exporter.LaunchedPrometheus;
import nomadops.demo.exporter.Row;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import picocli.CommandLine.Model.CommandSpec;

/// `nomad-ops demo-exporter`: what the exporter tells of a simulated cluster as it changes.
public final class ExporterDemoCommand {
  private static final Setting<Duration> LASTS =
      Setting.of("for", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(12)))
          .defaultsTo(Duration.ofSeconds(90))
          .describedAs("How long it goes on; Ctrl-C ends it before.");
  private static final Setting<Integer> PORT =
      Setting.of("port", Parsers.integer(0, 65_535))
          .defaultsTo(0)
          .describedAs("Port of the exporter's pages on 127.0.0.1; 0 picks a free one.");
  private static final Setting<Boolean> PROMETHEUS =
      Setting.of("prometheus", Parsers.bool())
          .defaultsTo(true)
          .describedAs("Whether a Prometheus is started with our rules, if it is on PATH.");
  private static final Setting<Path> FOLDER =
      Setting.of("folder", Parsers.path())
          .defaultsTo(Path.of("demo-exporter"))
          .describedAs("Where what the processes say goes; each run has a folder in it.");
  private static final Catalogue CATALOGUE = Catalogue.of("demo", LASTS, PORT, PROMETHEUS, FOLDER);

  private ExporterDemoCommand() {}

  /// The command, for the launcher's tree.
  public static CommandSpec spec() {
    return Leaf.of(
            "demo-exporter",
            "Shows what the exporter tells of a simulated cluster as it changes.",
            CATALOGUE)
        .runs(invocation -> run(invocation, Signals.ofProcess()));
  }

  private static ExitCode run(Invocation invocation, Signals signals) throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    signals.on("INT", told::countDown);
    signals.on("TERM", told::countDown);
    // A terminal that is closed: what was started would go on, since to the exporter it is a
    // reload.
    signals.on("HUP", told::countDown);
    ExporterDemo.Plan plan = plan(invocation.settings());
    ExporterDemoScreen screen =
        new ExporterDemoScreen(
            new PrintWriter(invocation.out(), false, StandardCharsets.UTF_8),
            invocation.around().outTerminal(),
            told);
    List<Row> rows = new ExporterDemo(plan, screen).run();
    screen.finish(rows, plan.folder());
    return ExitCode.DONE;
  }

  private static ExporterDemo.Plan plan(Resolved settings) throws IOException {
    Path folder = settings.get(FOLDER).toAbsolutePath();
    Files.createDirectories(folder);
    return new ExporterDemo.Plan(
        Home.ofLauncher("the demo starts the exporter"),
        settings.get(PORT),
        settings.get(LASTS),
        settings.get(PROMETHEUS)
            ? LaunchedPrometheus.installed(Optional.ofNullable(System.getenv("PATH")).orElse(""))
            : Optional.empty(),
        Files.createTempDirectory(folder, "run-"));
  }
}
