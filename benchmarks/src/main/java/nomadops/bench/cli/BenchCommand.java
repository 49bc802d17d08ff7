package nomadops.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nomadops.bench.Clusters;
import nomadops.bench.Figure;
import nomadops.bench.GcBench;
import nomadops.bench.Log;
import nomadops.bench.autoscaler.AutoscalerBench;
import nomadops.bench.drainer.DrainerBench;
import nomadops.bench.exporter.ExporterBench;
import nomadops.bench.health.HealthBench;
import nomadops.bench.micro.MicroBench;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Model.CommandSpec;

/// `scripts/bench gc [--quick] [--only PART,...]`, `scripts/bench drainer [--quick] [--only
/// PART,...]`, `scripts/bench autoscaler [--quick] [--only PART,...]`, `scripts/bench exporter
/// [--quick] [--only PART,...]`, `scripts/bench health [--quick] [--only PART,...]` and
/// `scripts/bench micro [--quick]`.
///
/// Exit code 0 when every bar is met, 1 when one is not.
public final class BenchCommand {
  private static final Setting<Boolean> QUICK =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Smaller numbers, the same ratios: under two minutes on two cores.");
  private static final Setting<List<GcBench.Part>> ONLY =
      Setting.of("only", Parsers.listOf(Parsers.oneOf(GcBench.Part.class)))
          .defaultsTo(GcBench.Part.USUAL)
          .describedAs("Which parts to measure, separated by commas.");
  private static final Setting<Boolean> DEPTH =
      Setting.of("depth", Parsers.bool())
          .defaultsTo(false)
          .describedAs("The same bars while gc keeps an archive.");
  private static final Setting<Path> NOMAD_BIN =
      Setting.of("nomad-bin", Parsers.path())
          .env("NOMAD_BIN")
          .describedAs(
              "A Nomad binary to start on loopback and to measure; otherwise the simulator.")
          .example("/usr/bin/nomad");
  private static final Catalogue CATALOGUE = Catalogue.of("bench", QUICK, DEPTH, ONLY, NOMAD_BIN);

  private static final Setting<Boolean> SMALL =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs("200 instances instead of 1,000, and shorter work: 45 seconds.");
  private static final Setting<List<DrainerBench.Part>> SCENARIOS =
      Setting.of("only", Parsers.listOf(Parsers.oneOf(DrainerBench.Part.class)))
          .defaultsTo(List.of(DrainerBench.Part.values()))
          .describedAs("Which parts to measure, separated by commas.");

  private static final Setting<Boolean> SHORT =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs("One week and shorter comparisons: under 45 seconds.");
  private static final Setting<List<AutoscalerBench.Part>> ASPECTS =
      Setting.of("only", Parsers.listOf(Parsers.oneOf(AutoscalerBench.Part.class)))
          .defaultsTo(List.of(AutoscalerBench.Part.values()))
          .describedAs("Which parts to measure, separated by commas.");

  private static final Setting<Boolean> LITTLE =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs("A fifth of the cluster and fewer scrapes: 45 seconds.");
  private static final Setting<List<ExporterBench.Part>> VIEWS =
      Setting.of("only", Parsers.listOf(Parsers.oneOf(ExporterBench.Part.class)))
          .defaultsTo(List.of(ExporterBench.Part.values()))
          .describedAs("Which parts to measure, separated by commas.");

  private static final Setting<Boolean> HASTY =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "The fleet's story by a clock that is moved on, and shorter looks: under two minutes, as the hang takes real time.");
  private static final Setting<List<HealthBench.Part>> CARES =
      Setting.of("only", Parsers.listOf(Parsers.oneOf(HealthBench.Part.class)))
          .defaultsTo(List.of(HealthBench.Part.values()))
          .describedAs("Which parts to measure, separated by commas.");

  private static final Setting<Boolean> BRIEF =
      Setting.of("quick", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Fewer iterations: half a minute, figures still too high.");

  private BenchCommand() {}

  public static void main(String... arguments) {
    ExitCode code = new Program(tree(), Surroundings.ofProcess()).run(arguments);
    System.exit(code.number());
  }

  static CommandSpec tree() {
    return Commands.group(
        "bench",
        "Measures the bars of a tool, as ratios within one run.",
        Leaf.of("gc", "What collecting costs users, how fast it is, and how small.", CATALOGUE)
            .runs(BenchCommand::gc),
        Leaf.of(
                "drainer",
                "How soon 1,000 instances that are terminated at once are drained, also across a kill -9.",
                Catalogue.of("drainer", SMALL, SCENARIOS))
            .runs(BenchCommand::drainer),
        Leaf.of(
                "autoscaler",
                "How long a decision and a simulated week take, and whether a usual strategy is better than ours.",
                Catalogue.of("autoscaler", SHORT, ASPECTS))
            .runs(BenchCommand::autoscaler),
        Leaf.of(
                "exporter",
                "How soon a scrape is answered and an event is seen beside a large and busy cluster.",
                Catalogue.of("exporter", LITTLE, VIEWS))
            .runs(BenchCommand::exporter),
        Leaf.of(
                "health",
                "How soon a Docker daemon that hangs is known, and how many clients of 1,000 are ever taken out at once.",
                Catalogue.of("health", HASTY, CARES))
            .runs(BenchCommand::health),
        Leaf.of("micro", "What one event, delete or row costs.", Catalogue.of("micro", BRIEF))
            .runs(BenchCommand::micro));
  }

  private static ExitCode micro(Invocation invocation) throws RunnerException {
    boolean quick = invocation.settings().get(BRIEF);
    MicroBench.run(quick, invocation.around().err())
        .forEach(figure -> invocation.out().println(figure.json()));
    return ExitCode.DONE;
  }

  private static ExitCode gc(Invocation invocation) throws IOException, InterruptedException {
    var settings = invocation.settings();
    Optional<Path> binary = settings.find(NOMAD_BIN);
    Log log = new Log(invocation.around().err()::println);
    GcBench bench =
        new GcBench(() -> Clusters.open(binary), settings.get(QUICK), settings.get(DEPTH), log);
    Printer printer = new Printer(invocation);
    bench.run(EnumSet.copyOf(settings.get(ONLY)), printer);
    return printer.exitCode();
  }

  private static ExitCode drainer(Invocation invocation) throws IOException, InterruptedException {
    var settings = invocation.settings();
    Log log = new Log(invocation.around().err()::println);
    Printer printer = new Printer(invocation);
    new DrainerBench(settings.get(SMALL), log)
        .run(EnumSet.copyOf(settings.get(SCENARIOS)), printer);
    return printer.exitCode();
  }

  private static ExitCode autoscaler(Invocation invocation) throws InterruptedException {
    var settings = invocation.settings();
    Log log = new Log(invocation.around().err()::println);
    Printer printer = new Printer(invocation);
    new AutoscalerBench(settings.get(SHORT), log)
        .run(EnumSet.copyOf(settings.get(ASPECTS)), printer);
    return printer.exitCode();
  }

  private static ExitCode exporter(Invocation invocation) throws IOException, InterruptedException {
    var settings = invocation.settings();
    Log log = new Log(invocation.around().err()::println);
    Printer printer = new Printer(invocation);
    new ExporterBench(settings.get(LITTLE), log).run(EnumSet.copyOf(settings.get(VIEWS)), printer);
    return printer.exitCode();
  }

  private static ExitCode health(Invocation invocation) throws IOException, InterruptedException {
    var settings = invocation.settings();
    Log log = new Log(invocation.around().err()::println);
    Printer printer = new Printer(invocation);
    new HealthBench(settings.get(HASTY), log).run(EnumSet.copyOf(settings.get(CARES)), printer);
    return printer.exitCode();
  }

  /// Prints each figure, and remembers whether a bar was missed.
  private static final class Printer implements Consumer<Figure> {
    private final Invocation invocation;
    private boolean missed;

    Printer(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public void accept(Figure figure) {
      invocation.out().println(figure.json());
      missed |= !figure.ok();
    }

    ExitCode exitCode() {
      return missed ? ExitCode.FAILED : ExitCode.DONE;
    }
  }
}
