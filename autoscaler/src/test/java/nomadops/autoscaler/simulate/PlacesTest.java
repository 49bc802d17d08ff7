package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacesTest {
  private int length;

  static long[] seeds() {
    return new Random(20261127).longs(20).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPlaceIsGivenTwiceNorBeyondTheArrays(long seed) {
    Random random = new Random(seed);
    Places places = new Places(1 + random.nextInt(8), grown -> length = grown);
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      if (taken.isEmpty() || random.nextInt(5) > 1) {
        int place = places.take();
        assertThat(taken).as("seed %d", seed).doesNotContain(place);
        assertThat(place).as("seed %d", seed).isBetween(0, length - 1);
        taken.add(place);
      } else {
        int index = random.nextInt(taken.size());
        places.leave(taken.set(index, taken.getLast()));
        taken.removeLast();
      }
    }
  }

  @Test
  void thePlaceThatWasLeftLastIsGivenFirst() {
    Places places = new Places(4, _ -> {});
    int first = places.take();
    int second = places.take();
    places.leave(second);
    places.leave(first);
    assertThat(places.take()).isEqualTo(first);
    assertThat(places.take()).isEqualTo(second);
  }
}
