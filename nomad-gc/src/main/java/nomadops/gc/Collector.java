package nomadops.gc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.gather.ArchiveMeters;
import nomadops.gc.gather.Archiving;
import nomadops.gc.intake.ClusterWatch;
import nomadops.gc.intake.EventWatch;
import nomadops.gc.intake.ForeignBacklog;
import nomadops.gc.intake.Intake;
import nomadops.gc.intake.Judge;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.pace.PaceFacts;
import nomadops.gc.pace.PaceLaw;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.Compensator;
import nomadops.gc.purge.Fence;
import nomadops.gc.purge.FinishedEvals;
import nomadops.gc.purge.Keeping;
import nomadops.gc.purge.NomadPurgeTarget;
import nomadops.gc.purge.PaceGate;
import nomadops.gc.purge.PurgeCounts;
import nomadops.gc.purge.PurgeListener;
import nomadops.gc.purge.Purger;
import nomadops.gc.purge.Trail;

/// The collector, wired by hand: intake -> queue (-> archive -> queue) -> purger, with the ledger,
/// the pace and the watches between. It owns no thread: whoever runs it starts [Intake#run],
/// [Purger#run], [EventWatch#run], [ClusterWatch#run] and, where there is one, [Archiving#run].
public final class Collector {
  /// How many archived jobs may wait for the purger: enough for half a second at full speed.
  private static final int ARCHIVED = 256;

  final SharedLedger ledger;
  final PaceGate gate;
  final ForeignBacklog backlog;
  final Compensator compensator;
  final PurgeCounts counts = new PurgeCounts();
  final Judge judge;
  final Intake intake;
  final Purger purger;
  final EventWatch events;
  final ClusterWatch cluster;
  final TrustedClock clock;
  final Trail trail;
  final Optional<Archiving> archiving;
  private final Optional<ArchiveTerms> terms;

  /// What it needs from outside.
  ///
  /// @param archive empty when nothing is archived
  /// @param wall the machine's clock
  public record World(
      NomadClient nomad,
      Fence fence,
      Trail trail,
      Optional<ArchiveTerms> archive,
      InstantSource wall,
      Ticker ticker,
      Pause pause) {}

  /// Where what is deleted is kept.
  ///
  /// @param keepFor how long a row stays
  public record ArchiveTerms(ArchiveDatabase database, Duration keepFor, ArchiveMeters meters) {}

  public Collector(GcConfig config, World world, PurgeListener listener) {
    NomadClient nomad = world.nomad();
    trail = world.trail();
    terms = world.archive();
    BlockingQueue<Candidate> listed = new ArrayBlockingQueue<>(config.queue());
    BlockingQueue<Candidate> queue =
        world.archive().isPresent() ? new ArrayBlockingQueue<>(ARCHIVED) : listed;
    clock = new TrustedClock(world.wall(), world.ticker());
    ledger = new SharedLedger(new Ledger(config.ledger()));
    judge = new Judge(config.policy(), ledger, clock::witness);
    backlog = new ForeignBacklog(world.ticker());
    gate =
        new PaceGate(
            new PaceLaw(config.pace()), world.ticker(), backlog::users, () -> gates(world));
    FinishedEvals finished = new FinishedEvals();
    backlog.onClear(gate::look);
    compensator =
        new Compensator(
            spec -> nomad.jobs().registerIfUnchanged(spec, 0).isPresent(), world.trail());
    PurgeListener told = counts.listener().and(listener);
    archiving = world.archive().map(archive -> archiving(world, archive, listed, queue, told));
    intake =
        new Intake(
            new NomadJobList(nomad, config.namespace(), config.filter(), config.pageSize()),
            judge,
            ledger,
            listed,
            config.intake(),
            clock,
            world.ticker(),
            world.pause());
    purger =
        new Purger(
            queue,
            gate,
            new NomadPurgeTarget(nomad, finished),
            new Purger.Surroundings(
                world.fence(),
                world.trail(),
                compensator,
                archiving.map(Archiving::keeping).orElse(Keeping.NOTHING),
                judge::saw,
                clock,
                world.ticker(),
                world.pause()),
            ledger,
            archiving.map(Archiving::listener).map(told::and).orElse(told));
    events =
        new EventWatch(
            nomad,
            config.namespace(),
            judge,
            ledger,
            compensator,
            backlog,
            finished,
            intake,
            clock);
    cluster = new ClusterWatch(nomad, world.pause(), gate::restarted);
  }

  /// Binds the figures of the archive, where there is one.
  void watchArchive(InstantSource wall) {
    archiving.ifPresent(a -> terms.ifPresent(t -> t.meters().watch(a, wall)));
  }

  private Archiving archiving(
      World world,
      ArchiveTerms archive,
      BlockingQueue<Candidate> listed,
      BlockingQueue<Candidate> ready,
      PurgeListener told) {
    return new Archiving(
        world.nomad(),
        archive.database(),
        archive.keepFor(),
        archive.meters(),
        new Archiving.Surroundings(
            listed,
            ready,
            ledger,
            told,
            world.fence()::held,
            () -> world.fence().held() && cluster.view().leaderKnown() && gate.tokenAccepted(),
            () -> backlog.size() > 0,
            gate::fault,
            gate::forbidden,
            clock,
            world.ticker(),
            world.pause()));
  }

  private PaceFacts.Gates gates(World world) {
    ClusterWatch.View view = cluster.view();
    return new PaceFacts.Gates(
        view.leaderKnown(),
        world.fence().held(),
        world.trail().ready(),
        archiving.map(Archiving::writable).orElse(true),
        gate.tokenAccepted(),
        view.brokerPaused(),
        backlog.size());
  }

  /// Why nothing else may be changed now, either: no leader, a paused broker, an audit log that
  /// takes nothing; empty if it may.
  public Optional<String> closed() {
    ClusterWatch.View view = cluster.view();
    if (!view.leaderKnown()) {
      return Optional.of("Nomad has no leader, or it is not known yet");
    }
    if (view.brokerPaused()) {
      return Optional.of("the evaluation broker is paused");
    }
    return trail.ready() ? Optional.empty() : Optional.of("the audit log cannot be written");
  }

  /// Lists again and again, until told to stop.
  public void list(BooleanSupplier stop, BooleanSupplier mayList) throws InterruptedException {
    intake.run(stop, mayList);
  }

  /// Purges what the lists show, until told to stop or nothing more will come.
  public void purge(BooleanSupplier stop, BooleanSupplier complete) throws InterruptedException {
    purger.run(stop, complete);
  }

  /// Archives what is due ahead of its purge, until told to stop or interrupted; returns at once
  /// where there is no archive.
  public void archive(BooleanSupplier stop) throws InterruptedException {
    if (archiving.isPresent()) {
      archiving.get().run(stop);
    }
  }

  /// Follows the event stream until interrupted.
  public void followEvents() throws InterruptedException {
    events.run(() -> false);
  }

  /// Watches the cluster until interrupted.
  public void watchCluster() throws InterruptedException {
    cluster.run(() -> false);
  }

  /// Why its inputs are not fresh; empty if they are.
  public Optional<String> notReady() {
    String fault = intake.last().fault();
    return fault.isEmpty() ? Optional.empty() : Optional.of("the last list failed: " + fault);
  }

  /// The time that jobs are judged by.
  public InstantSource clock() {
    return clock;
  }

  /// How it stands, for `/status`.
  public Map<String, Object> status() {
    return CollectorStatus.of(this);
  }

  /// Follows a configuration that was read again: rules and pace.
  public void follow(GcConfig config) {
    judge.follow(config.policy());
    gate.follow(new PaceLaw(config.pace()));
    intake.relist();
  }
}
