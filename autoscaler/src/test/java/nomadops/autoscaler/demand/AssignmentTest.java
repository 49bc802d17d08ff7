package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.Feasibility;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.shape.Where;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AssignmentTest {
  private static final Resources NODE = new Resources(4000, 8000, 10_000, 4, 100, Map.of());

  private static NodeProfile profile(String nodePool, Resources total) {
    return new NodeProfile(
        nodePool,
        "",
        "dc1",
        Map.of("nomad.version", "2.0.5"),
        Map.of(),
        Set.of("docker"),
        Set.of(),
        total,
        1000);
  }

  private static PoolOffer offer(String pool, String nodePool, Resources total, String... taken) {
    return new PoolOffer(
        pool,
        Optional.of(
            new Template(
                profile(nodePool, total), new Room(total, 1000, Set.of(taken)), "node 1")));
  }

  private static Shape shape(String nodePool, Resources ask, String... exclusives) {
    return new Shape(
        ask,
        Set.of(exclusives),
        new Where(nodePool, List.of("*"), List.of(), Set.of("docker"), Set.of()));
  }

  private static QueuedGroup group(String job, int count, Shape shape) {
    return new QueuedGroup(
        JobKey.inDefault(job), "work", shape, count, 50, Jobs.T0, Optional.empty());
  }

  private static Unscalable only(Shape shape, PoolOffer... offers) {
    Assignment assigned = Assignment.assign(List.of(group("j", 3, shape)), List.of(offers));
    assertThat(assigned.byPool().values()).allMatch(List::isEmpty);
    assertThat(assigned.unscalable()).hasSize(1);
    assertThat(assigned.unscalable().getFirst().count()).isEqualTo(3);
    return assigned.unscalable().getFirst();
  }

  @Test
  void aGroupGoesToTheFirstPoolThatTakesIt() {
    QueuedGroup small = group("small", 2, shape("all", Resources.of(500, 100)));
    QueuedGroup big = group("big", 1, shape("all", Resources.of(6000, 100)));
    QueuedGroup gpu = group("gpu", 4, shape("gpu", Resources.of(500, 100)));
    Assignment assigned =
        Assignment.assign(
            List.of(small, big, gpu),
            List.of(
                offer("cheap", "default", NODE),
                offer("large", "default", Resources.of(8000, 16_000)),
                offer("gpus", "gpu", NODE),
                offer("spare", "default", NODE)));
    assertThat(assigned.unscalable()).isEmpty();
    assertThat(assigned.byPool())
        .isEqualTo(
            Map.of(
                "cheap",
                List.of(small),
                "large",
                List.of(big),
                "gpus",
                List.of(gpu),
                "spare",
                List.of()));
    assertThat(assigned.byPool().keySet()).containsExactly("cheap", "large", "gpus", "spare");
  }

  @Test
  void whatIsTooLargeNamesTheNearestPoolAndBothFigures() {
    Unscalable tooLarge =
        only(
            shape("default", Resources.of(6000, 100)),
            offer("tiny", "default", Resources.of(500, 500)),
            offer("batch", "default", NODE));
    assertThat(tooLarge.why()).isEqualTo(Why.TOO_LARGE);
    assertThat(tooLarge.reason())
        .isEqualTo("asks 6000 MHz; an empty node of pool batch has 4000 MHz");
  }

  @Test
  void wholeCoresCountAsTheMhzThatTheyTake() {
    Resources ask = new Resources(1000, 0, 0, 4, 1, Map.of());
    assertThat(only(shape("default", ask), offer("batch", "default", NODE)).reason())
        .isEqualTo("asks 5000 MHz; an empty node of pool batch has 4000 MHz");
  }

  @Test
  void aDeviceThatNoNodeHasIsTooMuch() {
    Resources ask = new Resources(1, 1, 0, 0, 1, Map.of("nvidia/gpu", 1));
    assertThat(only(shape("default", ask), offer("batch", "default", NODE)).reason())
        .isEqualTo("asks 1 nvidia/gpu; an empty node of pool batch has 0 nvidia/gpu");
  }

  @Test
  void aPortOfASystemJobIsNotFreeOnANewNode() {
    Unscalable taken =
        only(
            shape("default", Resources.of(1, 1), "port 80"),
            offer("batch", "default", NODE, "port 80"));
    assertThat(taken.reason())
        .isEqualTo("asks port 80, which a system job has on each node of pool batch");
  }

  @Test
  void whatNoPoolMayTakeSaysWhatEachLacks() {
    Unscalable constrained =
        only(
            shape("gpu", Resources.of(1, 1)),
            offer("batch", "default", NODE),
            new PoolOffer("new", Optional.empty()));
    assertThat(constrained.why()).isEqualTo(Why.CONSTRAINED);
    assertThat(constrained.reason())
        .startsWith("pool batch: wants node pool gpu; the node is in default; pool new: ")
        .contains("configure its template");
  }

  @Test
  void withoutPoolsNothingIsAssigned() {
    assertThat(only(shape("gpu", Resources.of(1, 1))).reason()).isEqualTo("no pool is configured");
  }

  static long[] seeds() {
    return new Random(20261127).longs(200).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostAndNothingIsWantedThatItsPoolWouldNotTake(long seed) {
    Random random = new Random(seed);
    List<PoolOffer> offers = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String nodePool = random.nextBoolean() ? "default" : "gpu";
      offers.add(
          random.nextInt(5) == 0
              ? new PoolOffer("p" + i, Optional.empty())
              : offer("p" + i, nodePool, resources(random, 8000), "port " + random.nextInt(3)));
    }
    List<QueuedGroup> queued = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String nodePool = List.of("default", "gpu", "all", "none").get(random.nextInt(4));
      Shape shape =
          random.nextBoolean()
              ? shape(nodePool, resources(random, 6000))
              : shape(nodePool, resources(random, 6000), "port " + random.nextInt(4));
      queued.add(group("j" + i, 1 + random.nextInt(9), shape));
    }
    Assignment assigned = Assignment.assign(queued, offers);
    List<JobKey> seen = new ArrayList<>();
    assigned.unscalable().forEach(one -> seen.add(one.job()));
    assigned
        .byPool()
        .forEach((pool, groups) ->
            groups.forEach(group -> {
              seen.add(group.job());
              Template template = template(offers, pool);
              assertThat(template.empty().fits(group.shape(), 1)).as("seed " + seed).isEqualTo(1);
              assertThat(Feasibility.refusal(group.shape().where(), template.profile())).isEmpty();
            }));
    assertThat(seen)
        .as("seed " + seed)
        .containsExactlyInAnyOrderElementsOf(queued.stream().map(QueuedGroup::job).toList());
    assertThat(assigned.unscalable())
        .as("seed " + seed)
        .allMatch(one -> one.why() == Why.TOO_LARGE || one.why() == Why.CONSTRAINED)
        .noneMatch(one -> one.reason().contains("null") || one.reason().contains("asks ,"));
  }

  private static Template template(List<PoolOffer> offers, String pool) {
    return offers.stream()
        .filter(offer -> offer.pool().equals(pool))
        .findFirst()
        .flatMap(PoolOffer::template)
        .orElseThrow();
  }

  private static Resources resources(Random random, int most) {
    return new Resources(
        random.nextInt(most),
        random.nextInt(most),
        random.nextInt(most),
        random.nextInt(4),
        1 + random.nextInt(3),
        random.nextInt(3) == 0 ? Map.of("gpu", 1 + random.nextInt(2)) : Map.of());
  }
}
