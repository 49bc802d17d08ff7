package nomadops.exporter.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.selection.Budget.Cut;
import org.junit.jupiter.api.Test;

/** Whatever there is, a cut is of bounded size, the same for each replica, and adds up. */
class BudgetPropertyTest {
  private static final int RUNS = 500;
  private static final List<Family> FAMILIES =
      Families.ALL.stream()
          .filter(f -> f.kind() != Family.Kind.HISTOGRAM && !f.labels().isEmpty())
          .toList();

  @Test
  void aCutIsBoundedDeterministicAndLosesNothingUncounted() {
    long seed = Long.getLong("seed", new Random().nextLong());
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(seed + run);
      Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
      List<Point> points = points(family, random);
      Budget budget = new Budget(1 + random.nextInt(12));
      String what = "run %d of -Dseed=%d: %s".formatted(run, seed, family.name());

      Cut cut = budget.cut(new Reading(family, points));
      List<Point> kept = cut.kept().points();

      assertThat(kept).as(what).hasSizeLessThanOrEqualTo(budget.most());
      List<Point> shuffled = new ArrayList<>(points);
      Collections.shuffle(shuffled, random);
      Cut again = budget.cut(new Reading(family, shuffled));
      assertThat(new HashSet<>(again.kept().points())).as(what).isEqualTo(new HashSet<>(kept));
      assertThat(kept.stream().map(Point::labels)).as(what).doesNotHaveDuplicates();
      if (points.size() <= budget.most()) {
        assertThat(kept).as(what).isEqualTo(points);
        assertThat(cut.dropped()).as(what).isZero();
      } else if (sums(family)) {
        assertThat(total(kept)).as(what).isEqualTo(total(points));
        assertThat(cut.dropped()).as(what).isEqualTo(points.size() - budget.most() + 1);
      } else {
        assertThat(points).as(what).containsAll(kept);
        assertThat(cut.dropped()).as(what).isEqualTo(points.size() - kept.size());
      }
    }
  }

  @Test
  void noKeptSeriesIsLessThanOneThatWasLeftOut() {
    long seed = Long.getLong("seed", new Random().nextLong());
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(seed + run);
      List<Point> points = points(JobFamilies.JOB_RESTARTS, random);
      List<Point> kept =
          new Budget(4).cut(new Reading(JobFamilies.JOB_RESTARTS, points)).kept().points();
      double least = kept.stream().mapToDouble(Point::value).min().orElse(0);
      assertThat(points.stream().filter(p -> !kept.contains(p)))
          .as("run %d of -Dseed=%d", run, seed)
          .allMatch(p -> p.value() <= least);
    }
  }

  @Test
  void somethingThatIsReallyCalledOtherIsAddedToTheRest() {
    List<Point> points =
        List.of(
            new Point(List.of("other", "other", "other"), 9),
            new Point(List.of("default", "a", "g"), 5),
            new Point(List.of("default", "b", "g"), 3));
    Cut cut = new Budget(2).cut(new Reading(JobFamilies.JOB_QUEUED, points));
    assertThat(cut.kept().points())
        .containsExactly(new Point(List.of("other", "other", "other"), 17));
    assertThat(cut.dropped()).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsKeptBeforeWhatIsWell() {
    List<Point> points =
        List.of(
            new Point(List.of("n1", "one", "docker"), 1),
            new Point(List.of("n2", "two", "docker"), 0),
            new Point(List.of("n3", "three", "docker"), 1));
    assertThat(new Budget(1).cut(new Reading(NodeFamilies.DRIVER_HEALTHY, points)).kept().points())
        .containsExactly(points.get(1));
  }

  @Test
  void timesAgesAndCountersAreNeverSummed() {
    for (Family family :
        List.of(
            NodeFamilies.NODE_INFO,
            NodeFamilies.DRIVER_HEALTHY,
            NodeFamilies.DRAIN_DEADLINE,
            NodeFamilies.LARGEST_FREE_CPU,
            JobFamilies.DEPLOYMENT_DEADLINE,
            JobFamilies.BLOCKED_OLDEST,
            JobFamilies.JOB_RESTARTS,
            JobFamilies.RESTARTS)) {
      assertThat(sums(family)).as(family.name()).isFalse();
    }
    assertThat(sums(JobFamilies.JOB_ALLOCATIONS)).isTrue();
  }

  private static boolean sums(Family family) {
    List<Point> two =
        List.of(
            new Point(Collections.nCopies(family.labels().size(), "a"), 1),
            new Point(Collections.nCopies(family.labels().size(), "b"), 1));
    Point only = new Budget(1).cut(new Reading(family, two)).kept().points().getFirst();
    return only.value() == 2;
  }

  /// Whole numbers, so that sums are exact; few of them, so that many are equal.
  private static List<Point> points(Family family, Random random) {
    List<Point> points = new ArrayList<>();
    int size = random.nextInt(30);
    for (int i = 0; i < size; i++) {
      List<String> labels = new ArrayList<>(Collections.nCopies(family.labels().size(), "x"));
      labels.set(random.nextInt(labels.size()), "v" + i);
      points.add(new Point(labels, random.nextInt(5)));
    }
    return points;
  }

  private static double total(List<Point> points) {
    return points.stream().mapToDouble(Point::value).sum();
  }
}
