package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.policy.wait.Release;
import nomadops.autoscaler.shape.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesTest {
  private static final Room EMPTY = Room.of(Scene.PROFILE);

  private final Scene scene = new Scene();

  @Test
  void whatRunsOnANodeIsSpreadEvenlyBeforeItsLastEnd() {
    scene.node("a", 2);
    busyFor(Duration.ofSeconds(60));

    assertThat(releases())
        .containsExactly(
            new Release(Duration.ofSeconds(30), 0.25), new Release(Duration.ofSeconds(60), 0.25));
  }

  @Test
  void itGivesNothingBackWhenNobodyKnowsTheEnd() {
    scene.node("a", 2);

    assertThat(releases()).isEmpty();
  }

  @Test
  void anEmptyNodeHasNothingToGiveBack() {
    scene.node("a", 0);
    busyFor(Duration.ofSeconds(60));

    assertThat(releases()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 4", "8, 8", "9, 8", "40, 8"})
  void manyAllocationsAreGatheredInFewSteps(int allocations, int steps) {
    scene.node("a", allocations);
    busyFor(Duration.ofSeconds(80));

    List<Release> releases = releases();
    assertThat(releases).hasSize(steps);
    assertThat(releases.getLast().in()).isEqualTo(Duration.ofSeconds(80));
    assertThat(releases.stream().mapToDouble(Release::nodes).sum())
        .isCloseTo(allocations / 4.0, offset(1e-9));
  }

  private void busyFor(Duration busy) {
    scene.edit("a", node -> node.busyUntil = Optional.of(scene.now.plus(busy)));
  }

  private List<Release> releases() {
    return Releases.of(scene.nodes, EMPTY, scene.now);
  }
}
