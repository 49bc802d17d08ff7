package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ShapeBookTest {
  private static final JobKey PARENT = JobKey.inDefault("etl");
  private static final Instant NOW = Jobs.T0;

  private final Map<JobKey, JobSpec> jobs = new HashMap<>();
  private @Nullable NomadFault fault;
  private int reads;
  private final ShapeBook book = new ShapeBook(this::read, 1000);

  private Optional<JobSpec> read(JobKey key) {
    reads++;
    if (fault != null) {
      throw fault;
    }
    return Optional.ofNullable(jobs.get(key));
  }

  private static JobKey child(long index) {
    return JobKey.inDefault("etl/dispatch-" + index);
  }

  /// A child, and its copy of the parent.
  private JobStub child(long index, int mhz) {
    jobs.put(child(index), Jobs.spec(child(index), "etl", index, mhz));
    return Jobs.stub(child(index), "etl", index, index, 1);
  }

  private JobStub parent(long changedAt, int mhz) {
    jobs.put(PARENT, Jobs.spec(PARENT, "", changedAt, mhz));
    return Jobs.parent(PARENT, changedAt);
  }

  private static long mhz(@Nullable Shapes shapes) {
    return shapes instanceof Shapes.Known known ? known.of("work").orElseThrow().ask().cpu() : -1;
  }

  @Test
  void tenThousandChildrenOfOneParentAreOneRead() {
    List<JobStub> listed = new ArrayList<>(List.of(parent(5, 100)));
    for (int i = 10; i < 10_010; i++) {
      listed.add(child(i, 100));
    }
    Map<JobKey, Shapes> shapes = book.shapes(listed, NOW);
    assertThat(shapes).hasSize(10_000);
    assertThat(shapes.values()).allMatch(one -> mhz(one) == 100);
    book.shapes(listed, NOW);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void childrenOfAParentThatIsNotListedAreReadAtTheirEnds() {
    List<JobStub> listed = new ArrayList<>();
    for (int i = 10; i < 1_010; i++) {
      listed.add(child(i, 100));
    }
    assertThat(book.shapes(listed, NOW).values()).hasSize(1_000).allMatch(one -> mhz(one) == 100);
    book.shapes(listed, NOW);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void childrenKeepTheShapeOfTheirOwnTime() {
    List<JobStub> listed = new ArrayList<>();
    for (int i = 10; i < 500; i++) {
      listed.add(child(i, i < 123 ? 100 : 200));
    }
    listed.add(parent(500, 300));
    for (int i = 501; i < 600; i++) {
      listed.add(child(i, 300));
    }
    Map<JobKey, Shapes> shapes = book.shapes(listed, NOW);
    for (JobStub job : listed.stream().filter(Queue::waits).toList()) {
      int then = job.createIndex() < 123 ? 100 : job.createIndex() < 500 ? 200 : 300;
      assertThat(mhz(shapes.get(job.key()))).as(job.id()).isEqualTo(then);
    }
    assertThat(reads).isLessThan(20);
  }

  @Test
  void aChildThatWasRegisteredAnewIsAJobOfItsOwn() {
    JobStub parent = parent(5, 100);
    child(10, 700);
    JobStub changed = Jobs.stub(child(10), "etl", 10, 20, 1);
    jobs.put(child(10), Jobs.spec(child(10), "etl", 20, 700));
    Map<JobKey, Shapes> shapes = book.shapes(List.of(parent, changed, child(11, 100)), NOW);
    assertThat(mhz(shapes.get(child(10)))).isEqualTo(700);
    assertThat(mhz(shapes.get(child(11)))).isEqualTo(100);
  }

  @Test
  void aJobThatIsChangedIsReadAgain() {
    JobKey key = JobKey.inDefault("web");
    jobs.put(key, Jobs.spec(key, "", 5, 100));
    assertThat(mhz(book.shapes(List.of(Jobs.stub(key, "", 1, 5, 2)), NOW).get(key))).isEqualTo(100);
    jobs.put(key, Jobs.spec(key, "", 9, 400));
    assertThat(mhz(book.shapes(List.of(Jobs.stub(key, "", 1, 9, 2)), NOW).get(key))).isEqualTo(400);
    book.shapes(List.of(Jobs.stub(key, "", 1, 9, 2)), NOW);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void onlyJobsThatWaitAreRead() {
    JobKey idle = JobKey.inDefault("idle");
    JobStub system =
        Jobs.stub(JobKey.inDefault("logs"), "", "system", false, 1, 1, Map.of("work", 3));
    assertThat(book.shapes(List.of(Jobs.stub(idle, "", 1, 1, 0), system), NOW)).isEmpty();
    assertThat(reads).isZero();
  }

  @Test
  void aFaultIsNotRepeatedForEachChildNorSoonAgain() {
    fault = new NomadFault.MaybeApplied("GET /v1/job/x", "no answer came", null);
    List<JobStub> listed = new ArrayList<>();
    for (int i = 10; i < 100; i++) {
      listed.add(child(i, 100));
    }
    assertThat(book.shapes(listed, NOW).values())
        .hasSize(90)
        .allMatch(new Shapes.Unreadable("no answer came")::equals);
    fault = null;
    book.shapes(listed, NOW.plusSeconds(29));
    assertThat(reads).isEqualTo(1);
    assertThat(book.shapes(listed, NOW.plusSeconds(30)).values()).allMatch(one -> mhz(one) == 100);
  }

  @Test
  void aJobThatIsGoneIsUnreadableAndNoFaultOfItsSiblings() {
    List<JobStub> listed = List.of(child(10, 100), child(11, 100), child(12, 100));
    jobs.remove(child(10));
    Map<JobKey, Shapes> shapes = book.shapes(listed, NOW);
    assertThat(shapes.get(child(10)))
        .isEqualTo(new Shapes.Unreadable("job default/etl/dispatch-10 is gone"));
    assertThat(mhz(shapes.get(child(11)))).isEqualTo(100);
    int before = reads;
    book.shapes(listed, NOW);
    assertThat(reads).isEqualTo(before);
  }

  @Test
  void whenAllAreGoneNotAllAreAskedFor() {
    List<JobStub> listed = new ArrayList<>();
    for (int i = 10; i < 1_010; i++) {
      listed.add(Jobs.stub(child(i), "etl", i, i, 1));
    }
    assertThat(book.shapes(listed, NOW).values())
        .hasSize(1_000)
        .allMatch(one -> one instanceof Shapes.Unreadable);
    assertThat(reads).isEqualTo(FamilyShapes.MOST_READS);
  }

  @Test
  void familiesThatAreNotAskedForLeave() {
    ShapeBook small = new ShapeBook(this::read, 1);
    JobKey a = JobKey.inDefault("a");
    JobKey b = JobKey.inDefault("b");
    for (JobKey key : List.of(a, b, a)) {
      jobs.put(key, Jobs.spec(key, "", 5, 100));
      small.shapes(List.of(Jobs.stub(key, "", 5, 5, 1)), NOW);
    }
    assertThat(reads).isEqualTo(3);
  }

  static long[] seeds() {
    return new Random(20261127).longs(150).toArray();
  }

  /// A parent that changes now and then, never back; children that come and go; lists with or
  /// without the parent.
  @ParameterizedTest
  @MethodSource("seeds")
  void everyChildThatIsReadableHasTheShapeOfItsTime(long seed) {
    Random random = new Random(seed);
    TreeMap<Long, Integer> changes = new TreeMap<>();
    List<JobStub> children = new ArrayList<>();
    long index = 10;
    int mhz = 100;
    changes.put(index, mhz);
    for (int round = 0; round < 30; round++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        children.add(child(++index, mhz));
      }
      if (random.nextInt(4) == 0) {
        changes.put(++index, ++mhz);
      }
      children.removeIf(_ -> random.nextInt(10) == 0);
      List<JobStub> listed = new ArrayList<>(children);
      JobStub parent = parent(changes.lastKey(), mhz);
      if (random.nextBoolean()) {
        listed.add(parent);
      }
      java.util.Collections.shuffle(listed, random);
      Map<JobKey, Shapes> shapes = book.shapes(listed, NOW);
      assertThat(shapes.keySet())
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(children.stream().map(JobStub::key).toList());
      for (JobStub one : children) {
        if (shapes.get(one.key()) instanceof Shapes.Known known) {
          assertThat(mhz(known))
              .as("seed " + seed + " " + one.id() + " changes " + changes)
              .isEqualTo((long) changes.floorEntry(one.createIndex()).getValue());
        }
      }
    }
    assertThat(book.shapes(children, NOW).values())
        .as("seed " + seed)
        .allMatch(one -> one instanceof Shapes.Known);
  }
}
