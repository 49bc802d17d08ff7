package nomadops.gc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.gc.GcConfig;
import nomadops.gc.intake.Census;
import nomadops.gc.intake.Comparison;
import nomadops.gc.intake.JobList;
import nomadops.gc.intake.Judge;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.intake.RecordedJobList;
import nomadops.gc.intake.Survey;
import nomadops.gc.job.JobType;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.nodes.DownNodeRule;
import nomadops.gc.nodes.NodeTarget;
import nomadops.gc.nodes.NomadNodes;
import nomadops.gc.plan.RuleDiff;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Table;
import nomadops.runtime.log.Logs;

/// `gc plan`: the same list and the same verdicts as a run, sent to the screen; by other rules, and
/// over a recorded list, where that is asked.
final class PlanCommand {
  private static final int ROWS = 40;

  private PlanCommand() {}

  static ExitCode run(Invocation invocation, Clockwork time) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    PlanWish wish = PlanWish.of(invocation);
    GcConfig config = Configured.of(invocation.settings());
    RetentionPolicy inForce = config.policy();
    RetentionPolicy asked =
        wish.rules()
            .map(file -> Configured.policy(invocation.resolvedWith(file).orThrow()))
            .orElse(inForce);
    if (wish.recorded().isPresent()) {
      Path file = wish.recorded().get();
      Instant at = wish.at().orElseGet(() -> written(file));
      Set<JobType> types = Set.copyOf(invocation.settings().get(GcSettings.TYPES));
      try (RecordedJobList list = new RecordedJobList(file, config.namespace(), types)) {
        invocation
            .around()
            .err()
            .println(file + " is judged as of " + at + "; -at takes another time");
        return show(invocation, wish, list, config, inForce, asked, () -> at, Optional.empty());
      }
    }
    Connection connection = NomadSettings.connection(invocation.settings());
    try (NomadClient nomad = connect(connection, time)) {
      Preflight.check(nomad, config);
      if (wish.record().isPresent()) {
        Path file = wish.record().get();
        long rows = ListRecorder.record(nomad, config, file);
        invocation.around().err().println(rows + " dead jobs are in " + file);
        return ExitCode.DONE;
      }
      NomadJobList list =
          new NomadJobList(nomad, config.namespace(), config.filter(), config.pageSize());
      return show(
          invocation,
          wish,
          list,
          config,
          inForce,
          asked,
          time.wall(),
          Optional.of(new NomadNodes(nomad, time.ticker())));
    }
  }

  private static Instant written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException _) {
      throw new Failure("there is no file " + file + " that can be read");
    }
  }

  private static NomadClient connect(Connection connection, Clockwork time) {
    return NomadClient.connect(
        connection, WireObserver.NONE, time.ticker(), time.pause(), RandomGenerator.getDefault());
  }

  private static ExitCode show(
      Invocation invocation,
      PlanWish wish,
      JobList list,
      GcConfig config,
      RetentionPolicy inForce,
      RetentionPolicy asked,
      InstantSource clock,
      Optional<NodeTarget> target)
      throws InterruptedException {
    int room = invocation.flag("all") ? Integer.MAX_VALUE : ROWS;
    if (wish.diff()) {
      RuleDiff diff = new RuleDiff(room, names(asked, inForce));
      new Comparison(list, judge(inForce, config), judge(asked, config), clock).walk(diff::take);
      invocation
          .out()
          .print(
              invocation.flag("json")
                  ? DiffText.json(diff)
                  : DiffText.table(diff, invocation.around().outTerminal()));
      return wish.exitCode() && !diff.isEmpty() ? ExitCode.DIFFERS : ExitCode.DONE;
    }
    PlanText text = new PlanText(room);
    Census census = new Survey(list, judge(asked, config), clock).walk(text::take);
    text.print(
        invocation, census, nodes(invocation, target, room, clock.instant()), clock.instant());
    return ExitCode.DONE;
  }

  private static Optional<Table> nodes(
      Invocation invocation, Optional<NodeTarget> target, int room, Instant now)
      throws InterruptedException {
    Optional<Duration> after = invocation.settings().find(GcSettings.DOWN_NODES);
    return target.isPresent() && after.isPresent()
        ? Optional.of(DownNodesText.table(target.get(), new DownNodeRule(after.get()), room, now))
        : Optional.empty();
  }

  private static List<String> names(RetentionPolicy asked, RetentionPolicy inForce) {
    return Stream.of(asked, inForce)
        .flatMap(policy -> policy.rules().stream())
        .map(RetentionRule::name)
        .distinct()
        .toList();
  }

  private static Judge judge(RetentionPolicy policy, GcConfig config) {
    return new Judge(policy, new SharedLedger(new Ledger(config.ledger())), _ -> {});
  }
}
