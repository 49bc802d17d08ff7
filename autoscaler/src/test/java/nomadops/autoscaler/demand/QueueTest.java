package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.client.model.ChildSummary;
import nomadops.client.model.Evaluation;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import nomadops.client.model.JobSummary;
import nomadops.client.model.PlacementFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What waits and what would help it.
class QueueTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final Map<JobKey, JobSpec> specs = new HashMap<>();
  private final List<JobKey> reads = new ArrayList<>();
  private final List<JobStub> jobs = new ArrayList<>();
  private final Map<JobKey, Evaluation> blocked = new HashMap<>();
  private final Map<JobKey, Map<String, Integer>> placed = new HashMap<>();
  private final Set<JobKey> pending = new HashSet<>();
  private final Runtimes runtimes = new Runtimes(100);
  private int readsInATurn = 10;
  private boolean paused;
  private boolean bound;
  private Queue queue = queue();

  @Test
  void theSummaryCountsAndTheEvaluationOnlySaysWhy() {
    job("a", "batch", 7);
    blocked("a", "queued-allocs", "", List.of());
    runtimes.ended("default", "a", "work", Duration.ofSeconds(30));

    Queued read = read();

    assertThat(read.skipped()).isEmpty();
    assertThat(read.wanted())
        .singleElement()
        .satisfies(group -> {
          assertThat(group.count()).isEqualTo(7);
          assertThat(group.shape().ask()).isEqualTo(Resources.of(500, 100));
          assertThat(group.since()).isEqualTo(NOW.minusSeconds(60));
          assertThat(group.runs()).contains(Duration.ofSeconds(30));
        });
  }

  @Test
  void whatWasPlacedSinceTheCountWasWrittenWaitsNoMore() {
    job("a", "batch", 7);
    placed.put(new JobKey("default", "a"), Map.of("work", 5));
    assertThat(read().wanted()).extracting(QueuedGroup::count).containsExactly(2);

    placed.put(new JobKey("default", "a"), Map.of("work", 7));
    assertThat(read().wanted()).isEmpty();
  }

  @Test
  void withoutABlockedEvaluationItWaitsSinceItWasFirstSeen() {
    job("a", "batch", 7);
    assertThat(read().wanted().getFirst().since()).isEqualTo(NOW);
    Queued later = queue.read(sight(), NOW.plusSeconds(20));
    assertThat(later.wanted().getFirst().since()).isEqualTo(NOW);

    jobs.clear();
    var _ = queue.read(sight(), NOW.plusSeconds(30));
    job("a", "batch", 1);
    assertThat(queue.read(sight(), NOW.plusSeconds(40)).wanted().getFirst().since())
        .isEqualTo(NOW.plusSeconds(40));
  }

  @Test
  void whatNoNodeWouldHelpIsSkippedWithItsReason() {
    job("quota", "batch", 1);
    blocked("quota", "queued-allocs", "small", List.of());
    job("volume", "batch", 2);
    blocked("volume", "queued-allocs", "", List.of("csi-volume:data"));
    job("conflict", "batch", 3);
    blocked("conflict", "max-plan-attempts", "", List.of());
    job("sys", "system", 4);
    job("sysb", "sysbatch", 5);
    jobs.add(stub("gone", "", "batch", 6, 10));

    assertThat(read().skipped())
        .extracting(Unscalable::why)
        .containsExactly(
            Why.QUOTA, Why.VOLUME, Why.PLAN_CONFLICTS, Why.SYSTEM, Why.SYSTEM, Why.UNREADABLE);
    assertThat(read().skipped().get(1).reason()).isEqualTo("it waits for csi-volume:data");
    assertThat(read().skipped().getLast().reason()).isEqualTo("its job is gone");
    assertThat(read().wanted()).isEmpty();
  }

  @Test
  void aPausedBrokerAndASchedulerThatIsBehindAreNoDemand() {
    job("a", "batch", 7);
    pending.add(new JobKey("default", "a"));
    assertThat(read().wanted()).hasSize(1);

    bound = true;
    assertThat(read().skipped()).extracting(Unscalable::why).containsExactly(Why.SCHEDULER);
    paused = true;
    assertThat(read().skipped()).extracting(Unscalable::why).containsExactly(Why.PAUSED);
  }

  @Test
  void tenThousandChildrenOfOneParentAreOneRead() {
    jobs.add(stub("param", "", "batch", 0, 10));
    for (int i = 0; i < 10_000; i++) {
      child("param/dispatch-" + i, "param", 20);
    }

    assertThat(read().wanted()).hasSize(10_000);
    assertThat(reads).hasSize(1);
  }

  @Test
  void aChildFromBeforeItsParentWasChangedKeepsItsOwnShape() {
    jobs.add(stub("param", "", "batch", 0, 30));
    child("param/dispatch-old", "param", 20);
    child("param/dispatch-new", "param", 40);
    specs.put(
        new JobKey("default", "param/dispatch-old"), spec("param/dispatch-old", 100, List.of()));

    assertThat(read().wanted())
        .extracting(group -> group.shape().ask().cpu())
        .containsExactly(100L, 500L);
    assertThat(reads).hasSize(2);
  }

  @Test
  void soManyAreReadInATurnAndTheRestFollows() {
    readsInATurn = 2;
    queue = queue();
    for (int i = 0; i < 5; i++) {
      job("j" + i, "batch", 1);
    }

    assertThat(read().wanted()).hasSize(2);
    assertThat(read().wanted()).hasSize(4);
    assertThat(read().wanted()).hasSize(5);
    assertThat(reads).hasSize(5);
  }

  @Test
  void childrenWithDistinctHostsAreApartFromThemselvesOnly() {
    jobs.add(stub("param", "", "batch", 0, 10));
    child("param/dispatch-1", "param", 20);
    child("param/dispatch-2", "param", 20);
    for (String id : List.of("param/dispatch-1", "param/dispatch-2")) {
      specs.put(
          new JobKey("default", id),
          spec(id, 500, List.of(new JobSpec.Constraint("", "", "distinct_hosts"))));
    }

    assertThat(read().wanted())
        .extracting(group -> group.shape().exclusives())
        .containsExactly(
            Set.of("job default/param/dispatch-1"), Set.of("job default/param/dispatch-2"));
  }

  @Test
  void workGoesToTheFirstPoolWhoseNodesWouldDo() {
    job("small", "batch", 1);
    Queued read = read();

    Assignment assignment =
        Assignment.of(
            read.wanted(),
            List.of(
                new Assignment.Offer("tiny", Optional.of(template("default", 400, 1_000))),
                new Assignment.Offer("other", Optional.of(template("gpu", 4_000, 8_000))),
                new Assignment.Offer("batch", Optional.of(template("default", 4_000, 8_000)))));

    assertThat(assignment.byPool().get("batch")).isEqualTo(read.wanted());
    assertThat(assignment.byPool()).containsOnlyKeys("tiny", "other", "batch");
    assertThat(assignment.skipped()).isEmpty();
  }

  @Test
  void whatFitsNoPoolNamesTheNearestMiss() {
    job("a", "batch", 3);

    assertThat(skipped(Optional.of(template("default", 400, 1_000))))
        .satisfies(skipped -> {
          assertThat(skipped.why()).isEqualTo(Why.TOO_LARGE);
          assertThat(skipped.reason())
              .isEqualTo("asks for 500 MHz; an empty node has 400 MHz in pool batch");
        });
    assertThat(skipped(Optional.of(template("gpu", 4_000, 8_000))))
        .satisfies(skipped -> {
          assertThat(skipped.why()).isEqualTo(Why.CONSTRAINED);
          assertThat(skipped.reason())
              .isEqualTo("pool batch: it asks for node pool default, and the nodes are in gpu");
        });
    assertThat(skipped(Optional.empty()))
        .satisfies(skipped -> assertThat(skipped.reason()).contains("configure its template"));
  }

  static long[] seeds() {
    return new Random(20261201).longs(40).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wantedAndSkippedAddUpToAllThatIsQueuedAndNothingWantedIsTooLarge(long seed) {
    Random random = new Random(seed);
    int queued = 0;
    for (int i = 0; i < 30; i++) {
      int count = random.nextInt(5);
      queued += count;
      String id = "j" + i;
      jobs.add(stub(id, "", random.nextInt(5) == 0 ? "system" : "batch", count, 10));
      if (random.nextInt(6) > 0) {
        specs.put(new JobKey("default", id), spec(id, 100 + random.nextInt(6_000), List.of()));
      }
      if (random.nextInt(3) > 0) {
        blocked(id, "queued-allocs", random.nextInt(6) == 0 ? "q" : "", List.of());
      }
    }
    bound = random.nextBoolean();
    Queued read = read();
    Assignment assignment =
        Assignment.of(
            read.wanted(),
            List.of(new Assignment.Offer("batch", Optional.of(template("default", 4_000, 8_000)))));

    List<QueuedGroup> wanted = assignment.byPool().get("batch");
    int told =
        wanted.stream().mapToInt(QueuedGroup::count).sum()
            + read.skipped().stream().mapToInt(Unscalable::count).sum()
            + assignment.skipped().stream().mapToInt(Unscalable::count).sum();
    assertThat(told).as("seed %d", seed).isEqualTo(queued);
    assertThat(wanted).as("seed %d", seed).allMatch(g -> g.shape().ask().cpu() <= 4_000);
  }

  private Unscalable skipped(Optional<Template> template) {
    Assignment assignment =
        Assignment.of(read().wanted(), List.of(new Assignment.Offer("batch", template)));
    return assignment.skipped().getFirst();
  }

  private static Template template(String nodePool, long cpu, long memory) {
    NodeProfile profile =
        new NodeProfile(
            nodePool,
            "",
            "dc1",
            Map.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            new Resources(cpu, memory, 1_000, 0, Resources.ANY_SLOTS, Map.of()),
            0);
    return new Template(profile, Room.of(profile), "test");
  }

  private Queued read() {
    return queue.read(sight(), NOW);
  }

  private QueueSight sight() {
    return new QueueSight(jobs, placed, blocked, pending, paused, bound);
  }

  private Queue queue() {
    return new Queue(
        new ShapeBook(
            job -> {
              reads.add(job);
              return Optional.ofNullable(specs.get(job));
            },
            readsInATurn,
            1_000),
        runtimes);
  }

  private void job(String id, String type, int queued) {
    jobs.add(stub(id, "", type, queued, 10));
    specs.put(new JobKey("default", id), spec(id, 500, List.of()));
  }

  private void child(String id, String parent, long createIndex) {
    jobs.add(stub(id, parent, "batch", 1, createIndex));
    specs.put(new JobKey("default", id), spec(id, 500, List.of()));
  }

  private void blocked(String id, String trigger, String quota, List<String> missing) {
    long created = NOW.minusSeconds(60).getEpochSecond() * 1_000_000_000L;
    PlacementFailure stale =
        new PlacementFailure(1, 0, 1, Map.of(), Map.of(), Map.of("cpu", 1), List.of(), 99);
    blocked.put(
        new JobKey("default", id),
        new Evaluation(
            "e-" + id,
            "default",
            50,
            "batch",
            trigger,
            id,
            10,
            "",
            "blocked",
            "",
            "",
            "",
            "",
            Map.of(),
            Map.of("work", stale),
            quota,
            missing,
            1,
            1,
            created,
            created));
  }

  private static JobStub stub(String id, String parent, String type, int queued, long createIndex) {
    return new JobStub(
        id,
        parent,
        "default",
        "default",
        type,
        50,
        false,
        false,
        false,
        "pending",
        "",
        new JobSummary(
            id,
            "default",
            Map.of("work", new GroupSummary(queued, 0, 0, 0, 0, 0, 0)),
            ChildSummary.NONE,
            1,
            1),
        createIndex,
        createIndex,
        createIndex,
        0,
        Map.of());
  }

  private static JobSpec spec(String id, long cpu, List<JobSpec.Constraint> constraints) {
    JobSpec.Task task =
        new JobSpec.Task("t", "docker", "", false, cpu, 0, 100, 0, Map.of(), List.of());
    return new JobSpec(
        new JobKey("default", id),
        "",
        "batch",
        50,
        "default",
        List.of("*"),
        constraints,
        List.of(new JobSpec.Group("work", 1, List.of(), 0, List.of(), List.of(), List.of(task))));
  }
}
