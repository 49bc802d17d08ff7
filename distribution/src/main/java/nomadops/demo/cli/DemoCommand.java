package nomadops.demo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nomadops.demo.DemoPlan;
import nomadops.demo.DemoReport;
import nomadops.demo.DemoRun;
import nomadops.demo.Phase;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import picocli.CommandLine.Model.CommandSpec;

/// `nomad-ops demo`: what a purge costs users, naive and paced, on a simulated cluster.
public final class DemoCommand {
  private static final Setting<Integer> DEAD_JOBS =
      Setting.of("dead-jobs", Parsers.integer(2, 200_000))
          .defaultsTo(20_000)
          .describedAs("Dead jobs in all: half for the naive purge, half for nomad-gc.");
  private static final Setting<Integer> FOREGROUND =
      Setting.of("foreground", Parsers.integer(1, 100))
          .defaultsTo(20)
          .describedAs("Foreground jobs a second.");
  private static final Setting<Duration> ALONE =
      Setting.of("alone", Parsers.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)))
          .defaultsTo(Duration.ofSeconds(12))
          .describedAs("How long the foreground runs alone at first.");
  private static final Setting<Duration> BOUND =
      Setting.of("bound", Parsers.duration(Duration.ofSeconds(5), Duration.ofMinutes(30)))
          .defaultsTo(Duration.ofSeconds(55))
          .describedAs("The longest that nomad-gc may take for its half.");
  private static final Setting<Path> REPORT =
      Setting.of("report", Parsers.path())
          .defaultsTo(Path.of("demo-report.html"))
          .describedAs(
              "Where the HTML page goes; the audit log and what nomad-gc says stay beside it.");
  private static final Catalogue CATALOGUE =
      Catalogue.of("demo", DEAD_JOBS, FOREGROUND, ALONE, BOUND, REPORT);

  private DemoCommand() {}

  /// The command, for the launcher's tree.
  public static CommandSpec spec() {
    return Leaf.of("demo", "Shows on a simulated cluster what a purge costs users.", CATALOGUE)
        .runs(DemoCommand::run);
  }

  private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
    var settings = invocation.settings();
    Path report = settings.get(REPORT).toAbsolutePath();
    Path folder = Objects.requireNonNullElse(report.getParent(), report);
    Files.createDirectories(folder);
    LauncherCollector collector =
        new LauncherCollector(Home.ofLauncher("the demo starts nomad-gc"), folder);
    Files.deleteIfExists(collector.files().audit());
    Terminal terminal = invocation.around().outTerminal();
    DemoScreen screen =
        new DemoScreen(
            new PrintWriter(invocation.out(), false, StandardCharsets.UTF_8),
            terminal.interactive(),
            terminal.colour(),
            terminal.width());
    DemoPlan plan =
        new DemoPlan(
            settings.get(DEAD_JOBS),
            settings.get(FOREGROUND),
            settings.get(ALONE),
            settings.get(BOUND),
            1);
    List<Phase> phases = new DemoRun(plan, collector, screen).run();
    Files.writeString(report, new DemoReport(phases, plan.foregroundRate()).html());
    screen.finish(phases);
    invocation.out().println("Report: " + report);
    return ExitCode.DONE;
  }
}
