package nomadops.health.quarantine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.client.model.Node;
import nomadops.client.model.NodeCapacity;
import nomadops.client.model.NodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchesTest {
  private static final NodeEvent REGISTERED = new NodeEvent("Node registered", "Cluster", 0);

  private static NodeEvent closed(long index) {
    return new NodeEvent("Node marked as ineligible for scheduling", "Cluster", index);
  }

  private static NodeEvent driver(long index) {
    return new NodeEvent("Driver docker has become unhealthy", "Driver", index);
  }

  private static Node node(long modifyIndex, List<NodeEvent> events) {
    return new Node(
        "n",
        "name",
        "",
        "dc1",
        "default",
        "",
        false,
        null,
        null,
        "eligible",
        "ready",
        "",
        0,
        Map.of(),
        Map.of(),
        NodeCapacity.NONE,
        Map.of(),
        events,
        1,
        modifyIndex);
  }

  private static List<NodeEvent> drivers(long from, int count) {
    List<NodeEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(driver(from + i));
    }
    return events;
  }

  @Test
  void aDriverThatFailsTouchesNobody() {
    assertThat(new Touches().of(node(60, List.of(REGISTERED, closed(50), driver(60)))))
        .isEqualTo(50);
  }

  @Test
  void aNodeThatNobodyEverTouchedHasNone() {
    assertThat(new Touches().of(node(60, List.of(REGISTERED, driver(60))))).isZero();
  }

  @Test
  void whatIsNoLongerToldIsRememberedWhenNothingWasMissed() {
    Touches touches = new Touches();
    assertThat(touches.of(node(60, List.of(closed(50), driver(60))))).isEqualTo(50);
    List<NodeEvent> later = new ArrayList<>(List.of(driver(60)));
    later.addAll(drivers(61, 9));

    assertThat(touches.of(node(69, later))).isEqualTo(50);
    assertThat(touches.of(node(69, later))).isEqualTo(50);
  }

  @Test
  void whatMayHaveBeenMissedCountsAsTouchedNow() {
    Touches touches = new Touches();
    assertThat(touches.of(node(60, List.of(closed(50), driver(60))))).isEqualTo(50);

    assertThat(touches.of(node(79, drivers(70, 10)))).isEqualTo(79);
    assertThat(new Touches().of(node(79, drivers(70, 10)))).isEqualTo(79);
  }

  @Test
  void whoIsNotKeptIsForgotten() {
    Touches touches = new Touches();
    assertThat(touches.of(node(60, List.of(closed(50), driver(60))))).isEqualTo(50);
    touches.keep(Set.of());

    assertThat(touches.of(node(60, drivers(51, 10)))).isEqualTo(60);
  }

  /// Whatever happens between two looks, a touch is never told as older than it was.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aTouchIsNeverOverlooked(long seed) {
    Random random = new Random(seed);
    Touches touches = new Touches();
    List<NodeEvent> all = new ArrayList<>(List.of(REGISTERED));
    long index = 1;
    long touched = 0;
    for (int i = 0; i < 2_000; i++) {
      index += 1 + random.nextInt(3);
      switch (random.nextInt(8)) {
        case 0 -> {
          all.add(closed(index));
          touched = index;
        }
        case 1 -> {
          all.add(new NodeEvent("Node drain strategy set", "Drain", index));
          touched = index;
        }
        default -> all.add(driver(index));
      }
      if (random.nextInt(1 + random.nextInt(30)) == 0) {
        List<NodeEvent> kept = all.subList(Math.max(0, all.size() - 10), all.size());
        assertThat(touches.of(node(index, kept)))
            .as("seed %d, step %d", seed, i)
            .isBetween(touched, index);
        if (kept.stream().anyMatch(NodeEvent::aboutEligibility)) {
          assertThat(touches.of(node(index, kept))).as("seed %d", seed).isEqualTo(touched);
        }
      }
    }
  }
}
