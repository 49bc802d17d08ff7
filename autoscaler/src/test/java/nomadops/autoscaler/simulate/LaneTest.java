package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaneTest {
  private record One(long firstAt, long since, long runs, long order) {}

  static long[] seeds() {
    return new Random(20261127).longs(20).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOldestIsTakenFirstHoweverOftenItBecomesEmptyOrGrows(long seed) {
    Random random = new Random(seed);
    Lane lane = new Lane(0, 50);
    Lane whoCameFirst = new Lane(0, 50);
    whoCameFirst.add(0, 0, 0, 1, 0);
    Deque<One> plain = new ArrayDeque<>();
    int most = 1 + random.nextInt(60);
    for (int i = 0; i < 5_000; i++) {
      if (plain.isEmpty() || (plain.size() < most && random.nextBoolean())) {
        One one = new One(random.nextInt(100), random.nextInt(100), random.nextInt(100), i);
        int howMany = 1 + random.nextInt(3);
        lane.add(one.firstAt(), one.since(), one.runs(), howMany, one.order());
        for (int k = 0; k < howMany; k++) {
          plain.add(one);
        }
      } else {
        One first = plain.element();
        assertThat(new One(lane.firstAt(), lane.since(), lane.runs(), first.order()))
            .as("seed %d", seed)
            .isEqualTo(first);
        assertThat(lane.turn() - whoCameFirst.turn()).as("seed %d", seed).isEqualTo(first.order());
        plain.remove();
        lane.take();
      }
      assertThat(lane.count()).as("seed %d", seed).isEqualTo(plain.size());
    }
    List<Long> left = new ArrayList<>();
    lane.each((firstAt, count) -> {
      for (int k = 0; k < count; k++) {
        left.add(firstAt);
      }
    });
    assertThat(left).as("seed %d", seed).isEqualTo(plain.stream().map(One::firstAt).toList());
  }
}
