package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongHeapTest {
  private record Due(long time, int about) {}

  static long[] seeds() {
    return new Random(20261127).longs(20).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFirstByTimeAndThenByNumberComesFirst(long seed) {
    Random random = new Random(seed);
    LongHeap heap = new LongHeap();
    PriorityQueue<Due> plain =
        new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingInt(Due::about));
    int most = 1 + random.nextInt(3_000);
    for (int i = 0; i < 20_000; i++) {
      boolean add = plain.isEmpty() || (plain.size() < most && random.nextBoolean());
      if (add) {
        Due due = new Due(random.nextInt(1 + random.nextInt(5_000)), random.nextInt(50));
        heap.add(due.time(), due.about());
        plain.add(due);
      } else {
        Due first = plain.remove();
        assertThat(heap.time()).as("seed %d", seed).isEqualTo(first.time());
        assertThat(heap.poll()).as("seed %d", seed).isEqualTo(first.about());
      }
      assertThat(heap.isEmpty()).isEqualTo(plain.isEmpty());
    }
  }

  @Test
  void nothingIsDueInAnEmptyOneNorInOneThatBecameEmpty() {
    LongHeap heap = new LongHeap();
    assertThat(heap.time()).isEqualTo(Long.MAX_VALUE);
    heap.add(0, 0);
    assertThat(heap.poll()).isZero();
    assertThat(heap.time()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsBeyondTheLastTimeIsDueThen() {
    LongHeap heap = new LongHeap();
    heap.add(Long.MAX_VALUE, (1 << LongHeap.PAYLOAD_BITS) - 1);
    assertThat(heap.time()).isEqualTo(LongHeap.LAST);
    assertThat(heap.poll()).isEqualTo((1 << LongHeap.PAYLOAD_BITS) - 1);
  }
}
