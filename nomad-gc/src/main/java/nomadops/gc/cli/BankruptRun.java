package nomadops.gc.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.model.AgentSelf;
import nomadops.gc.AuditTrail;
import nomadops.gc.GcConfig;
import nomadops.gc.TrustedClock;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.cli.ArchiveSettings;
import nomadops.gc.bankrupt.Bankruptcy;
import nomadops.gc.bankrupt.ClusterName;
import nomadops.gc.bankrupt.Examiner;
import nomadops.gc.bankrupt.RecordStore;
import nomadops.gc.bankrupt.Report;
import nomadops.gc.bankrupt.Terms;
import nomadops.gc.bankrupt.World;
import nomadops.gc.bankrupt.plan.Diagnosis;
import nomadops.gc.bankrupt.plan.Finding;
import nomadops.gc.bankrupt.plan.Stage;
import nomadops.gc.bankrupt.plan.Symptoms;
import nomadops.gc.cli.BankruptQuestions.Answer;
import nomadops.gc.gather.BatchArchive;
import nomadops.gc.intake.Judge;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.intake.Survey;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.purge.Safekeeping;
import nomadops.gc.purge.Trail;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Refused;
import nomadops.runtime.Signals;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;

/// One `gc bankrupt`: looks, shows, asks, and lets [Bankruptcy] do it.
final class BankruptRun {
  private final Invocation invocation;
  private final Resolved settings;
  private final Clockwork time;
  private final Signals signals;
  private final Screen screen;
  private final PrintStream guide;
  private final TrustedClock clock;
  private final BankruptQuestions questions;
  private OptionalLong due = OptionalLong.empty();

  BankruptRun(Invocation invocation, Clockwork time, Keyboard keyboard, Signals signals) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.time = time;
    this.signals = signals;
    this.screen = new Screen(invocation.around().err(), invocation.around().errTerminal());
    this.guide = invocation.flag(BankruptCommand.DRY_RUN) ? invocation.out() : screen.above();
    this.clock = new TrustedClock(time.wall(), time.ticker());
    this.questions = new BankruptQuestions(invocation, keyboard, screen.above(), guide);
  }

  ExitCode run() throws InterruptedException {
    Logs.setUp(settings, screen.above(), invocation.around().errTerminal().colour());
    GcConfig config = Configured.of(settings);
    Connection connection = NomadSettings.connection(settings);
    Optional<Path> snapshot = snapshot();
    try (NomadClient nomad =
        NomadClient.connect(
            connection,
            WireObserver.NONE,
            time.ticker(),
            time.pause(),
            RandomGenerator.getDefault())) {
      Judge judge =
          new Judge(config.policy(), new SharedLedger(new Ledger(config.ledger())), clock::witness);
      if (invocation.flag(BankruptCommand.RESUME)) {
        return rescue(nomad, judge);
      }
      Preflight.check(nomad, config);
      AgentSelf self = nomad.agent().self();
      String cluster = ClusterName.of(nomad, self.region());
      guide.println(
          NomadSettings.told(connection) + ", Nomad " + self.version() + ", cluster " + cluster);
      Optional<RecordStore.Kept> left = records(nomad).read();
      if (left.isPresent()) {
        Answer answer = questions.goOn(nomad, cluster, left.get());
        if (answer != Answer.GO_ON) {
          return answer == Answer.RESUME ? rescue(nomad, judge) : ExitCode.DONE;
        }
      } else if (!begins(nomad, self, judge, config, cluster, snapshot)) {
        return ExitCode.DONE;
      }
      String who = who();
      Terms terms =
          new Terms(
              cluster,
              UUID.randomUUID().toString(),
              who,
              snapshot,
              settings
                  .find(GcSettings.AUDIT_LOG)
                  .map(p -> p.toAbsolutePath().toString())
                  .orElse(""),
              config);
      try (OperatorLock lock = OperatorLock.take(settings, connection, who, time, screen.above())) {
        return work(nomad, judge, terms, lock, left);
      }
    }
  }

  private Optional<Path> snapshot() {
    Optional<Path> file = invocation.option(BankruptCommand.SNAPSHOT).map(Path::of);
    boolean without = invocation.flag(BankruptCommand.NO_SNAPSHOT);
    if (file.isPresent() && without) {
      throw ConfigException.of(
          "command line", "no-snapshot", "is given together with snapshot", "give one of them");
    }
    return file;
  }

  private RecordStore records(NomadClient nomad) {
    return new RecordStore(nomad, settings.get(GcSettings.LEADER.lockNamespace()));
  }

  /// Looks, shows the plan, and asks.
  ///
  /// @return false when only the plan was asked for
  private boolean begins(
      NomadClient nomad,
      AgentSelf self,
      Judge judge,
      GcConfig config,
      String cluster,
      Optional<Path> snapshot)
      throws InterruptedException {
    boolean dry = invocation.flag(BankruptCommand.DRY_RUN);
    if (!dry && snapshot.isEmpty() && !invocation.flag(BankruptCommand.NO_SNAPSHOT)) {
      throw ConfigException.of(
          "command line", "snapshot", "is not given", "say -snapshot FILE, or -no-snapshot");
    }
    guide.println("Looking at the cluster for five seconds...");
    Survey survey =
        new Survey(
            new NomadJobList(nomad, config.namespace(), config.filter(), config.pageSize()),
            judge,
            clock);
    Symptoms seen =
        new Examiner(nomad, survey, clock, time.ticker(), time.pause()).look(self.aclEnabled());
    due = OptionalLong.of(seen.due());
    List<Finding> findings = Diagnosis.of(seen);
    guide.print(BankruptText.findings(findings));
    guide.println();
    guide.print(
        BankruptText.plan(
            cluster,
            seen,
            snapshot.map(Path::toString).orElse(""),
            invocation.around().errTerminal()));
    if (dry) {
      return false;
    }
    questions.refuse(findings);
    questions.confirm(cluster, "Type the cluster's name to begin: ");
    return true;
  }

  private String who() {
    String name = settings.get(GcSettings.LEADER.name());
    String user = System.getProperty("user.name", "somebody");
    return name.equals("unnamed") ? user : user + "@" + name;
  }

  private ExitCode rescue(NomadClient nomad, Judge judge) {
    try (BankruptScreen told = new BankruptScreen(screen, time.ticker(), due)) {
      Optional<AuditLog> audit = audit();
      try {
        World world = world(nomad, judge, () -> true, audit, Safekeeping.NONE);
        return carryOut(Bankruptcy.rescue(world, told), Stage.RESUME);
      } finally {
        audit.ifPresent(AuditLog::close);
      }
    }
  }

  private ExitCode work(
      NomadClient nomad,
      Judge judge,
      Terms terms,
      OperatorLock lock,
      Optional<RecordStore.Kept> left) {
    // Opened before anything is done: one that cannot be written must not be found out later.
    Optional<ArchiveDatabase> archive = ArchiveSettings.write(settings);
    Optional<AuditLog> audit = audit();
    Optional<BatchArchive> kept =
        archive.map(
            database -> new BatchArchive(nomad, database, clock, time.ticker(), time.pause()));
    try (BankruptScreen told = new BankruptScreen(screen, time.ticker(), due)) {
      Safekeeping safekeeping = kept.isPresent() ? kept.get() : Safekeeping.NONE;
      World world = world(nomad, judge, lock::held, audit, safekeeping);
      boolean save = left.isEmpty() && terms.snapshot().isPresent();
      return carryOut(
          Bankruptcy.of(world, terms, left, told), save ? Stage.SNAPSHOT : Stage.RECORD);
    } finally {
      kept.ifPresent(BatchArchive::close);
      archive.ifPresent(ArchiveDatabase::close);
      audit.ifPresent(AuditLog::close);
    }
  }

  private Optional<AuditLog> audit() {
    AuditPolicy policy =
        new AuditPolicy(
            settings.get(GcSettings.AUDIT_SYNC)
                ? AuditPolicy.Sync.EVERY_RECORD
                : AuditPolicy.Sync.ON_CLOSE,
            OptionalLong.empty());
    return settings
        .find(GcSettings.AUDIT_LOG)
        .map(path -> AuditLog.open(path, policy, time.wall()));
  }

  private World world(
      NomadClient nomad,
      Judge judge,
      nomadops.gc.purge.Fence fence,
      Optional<AuditLog> audit,
      Safekeeping safekeeping) {
    Trail trail =
        audit.<Trail>map(log -> new AuditTrail(log, time.wall(), time.ticker())).orElse(Trail.NONE);
    return new World(
        nomad,
        records(nomad),
        fence,
        trail,
        (action, reason, inputs, outcome) ->
            audit.ifPresent(log ->
                log.record(
                    new AuditRecord(
                        time.wall().instant(), "gc", action, "cluster", reason, inputs, outcome))),
        judge,
        safekeeping,
        clock,
        time.ticker(),
        time.pause());
  }

  private ExitCode carryOut(Bankruptcy bankruptcy, Stage first) {
    BankruptSignals.until(signals, bankruptcy, screen.above());
    Report report = bankruptcy.run(first);
    boolean json = invocation.flag(BankruptCommand.JSON);
    invocation
        .out()
        .print(
            json
                ? BankruptText.json(report)
                : BankruptText.summary(report, invocation.around().outTerminal()));
    report.failed().forEach(line -> screen.above().println("not deleted: " + line));
    return ended(report);
  }

  private static ExitCode ended(Report report) {
    report
        .bug()
        .ifPresent(bug -> {
          throw new IllegalStateException(report.reason(), bug);
        });
    return switch (report.ending()) {
      case DONE -> report.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
      case BROKEN_OFF -> throw new Failure("broken off, and the broker runs: " + report.reason());
      case NOTHING_DONE -> throw new Refused("nothing was done: " + report.reason());
      case HANDED_OVER -> throw new Refused("this process ends: " + report.reason());
      case STILL_PAUSED ->
          throw new Failure(
              "THE BROKER IS STILL PAUSED and nothing is scheduled: "
                  + report.reason()
                  + ". Run: "
                  + BankruptText.LAST_WORDS);
    };
  }
}
