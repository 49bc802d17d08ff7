package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import nomadops.autoscaler.shape.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
  private static final int PARTS = 4096;

  static long[] seeds() {
    return new Random(20261127).longs(50).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartIsWhatDivisionSays(long seed) {
    Random random = new Random(seed);
    int size = 1 + (int) ((1L << (1 + random.nextInt(30))) * random.nextDouble());
    size = random.nextInt(10) == 0 ? Integer.MAX_VALUE / 2 : size;
    Shapes shapes = new Shapes(List.of(), Resources.of(size, size), 0);
    for (int i = 0; i < 2_000; i++) {
      // About whole quotients, where an error would show.
      long whole = (long) random.nextInt(PARTS + 1) * size / PARTS;
      int amount = Math.clamp(whole + random.nextInt(3) - 1, 0, size);
      assertThat(shapes.part(amount, 0, PARTS))
          .as("seed %d: %d of %d", seed, amount, size)
          .isEqualTo((int) ((long) amount * PARTS / size));
    }
  }
}
