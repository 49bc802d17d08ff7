package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.gather.ArchiveMeters;
import nomadops.gc.intake.IntakeTerms;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.pace.PaceProfile;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.gc.purge.Trail;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;

/// A collector with short waits, pointed at a simulated Nomad.
final class Rig implements AutoCloseable {
  private static final LedgerLimits QUICK =
      new LedgerLimits(
          100_000,
          1000,
          5000,
          6,
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(300));

  private static final Duration KEEP_FOR = Duration.ofHours(4);

  final NomadSimulator nomad;
  final Collector gc;
  final AtomicBoolean fence = new AtomicBoolean(true);
  private final NomadClient client;

  /// One that lists all the time.
  Rig(NomadSimulator nomad, Trail trail) {
    this(nomad, trail, Duration.ofMillis(300));
  }

  /// @param interval from list to list, when nothing calls for one sooner
  Rig(NomadSimulator nomad, Trail trail, Duration interval) {
    this(nomad, trail, interval, KEEP_FOR, Optional.empty());
  }

  /// One with an archive.
  Rig(NomadSimulator nomad, ArchiveDatabase archive) {
    this(nomad, Trail.NONE, Duration.ofMillis(300), KEEP_FOR, Optional.of(archive));
  }

  /// One that keeps jobs for some other time than four hours.
  Rig(NomadSimulator nomad, Duration interval, Duration keepFor) {
    this(nomad, Trail.NONE, interval, keepFor, Optional.empty());
  }

  private Rig(
      NomadSimulator nomad,
      Trail trail,
      Duration interval,
      Duration keepFor,
      Optional<ArchiveDatabase> archive) {
    this.nomad = nomad;
    this.client = NomadClient.connect(Connection.to(nomad.address().toString()).build());
    RetentionPolicy policy =
        new RetentionPolicy(
            List.of(),
            RetentionRule.forAll("the default", keepFor),
            MetaLimits.DEFAULT,
            Duration.ZERO);
    IntakeTerms terms =
        new IntakeTerms(interval, 1000, Duration.ofMillis(200), Duration.ofMillis(50));
    GcConfig config = new GcConfig("*", "", 100, 200, policy, PaceProfile.NORMAL, terms, QUICK);
    Collector.World world =
        new Collector.World(
            client,
            fence::get,
            trail,
            archive.map(Rig::terms),
            InstantSource.system(),
            Ticker.system(),
            Pause.system());
    this.gc = new Collector(config, world, (_, _, _) -> {});
  }

  private static Collector.ArchiveTerms terms(ArchiveDatabase archive) {
    return new Collector.ArchiveTerms(
        archive, Duration.ofDays(90), new ArchiveMeters(new SimpleMeterRegistry()));
  }

  /// Lists and purges until nothing is left to do.
  RunSummary once() throws InterruptedException {
    Once once = new Once(gc, () -> true, () -> "", Ticker.system(), Pause.system());
    Thread events = Thread.ofVirtual().start(() -> quietly(gc::followEvents));
    Thread cluster = Thread.ofVirtual().start(() -> quietly(gc::watchCluster));
    Thread archive = Thread.ofVirtual().start(() -> quietly(() -> gc.archive(() -> false)));
    Thread purger =
        Thread.ofVirtual().start(() -> quietly(() -> gc.purge(once::failed, once::complete)));
    try {
      once.list(() -> false, _ -> {});
      assertThat(purger.join(Duration.ofSeconds(60))).as("the purger ends").isTrue();
    } finally {
      List.of(events, cluster, archive, purger).forEach(Thread::interrupt);
      archive.join(Duration.ofSeconds(10));
    }
    return once.summary();
  }

  /// Lists and purges until closed.
  Running forever() {
    List<Thread> threads =
        List.of(
            Thread.ofVirtual().start(() -> quietly(gc::followEvents)),
            Thread.ofVirtual().start(() -> quietly(gc::watchCluster)),
            Thread.ofVirtual().start(() -> quietly(() -> gc.archive(() -> false))),
            Thread.ofVirtual().start(() -> quietly(() -> gc.purge(() -> false, () -> false))),
            Thread.ofVirtual().start(() -> quietly(() -> gc.list(() -> false, () -> true))));
    return () -> threads.forEach(Thread::interrupt);
  }

  /// A collector at work.
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void quietly(Work work) {
    try {
      work.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The sentences that hold whatever happens.
  static void assertSound(Journal journal) {
    assertThat(journal.deletesPerVersion().values())
        .as("deletes of a job version")
        .allMatch(n -> n == 1);
    assertThat(journal.purges()).as("live jobs deleted").noneMatch(Effect.Deregistered::live);
    assertThat(journal.purges())
        .as("priority of the evaluations")
        .allMatch(p -> p.evalPriority() == 1);
  }

  static void assertNothingInVain(Journal journal) {
    assertThat(journal.deletesInVain()).as("deletes that found nothing").isEmpty();
  }

  @Override
  public void close() {
    client.close();
  }
}
