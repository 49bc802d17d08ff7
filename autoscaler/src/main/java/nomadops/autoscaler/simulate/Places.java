package nomadops.autoscaler.simulate;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Places in arrays that grow: each is given to one after another, the one that was left last
/// first, so that few are in use and those are near each other.
final class Places {
  private final int least;
  private final IntConsumer grow;
  private int[] vacant = new int[0];
  private int vacancies;

  /// @param least so many at first
  /// @param grow makes the arrays so long
  Places(int least, IntConsumer grow) {
    this.least = least;
    this.grow = grow;
  }

  int take() {
    if (vacancies == 0) {
      int before = vacant.length;
      int after = Math.max(least, before * 2);
      grow.accept(after);
      vacant = Arrays.copyOf(vacant, after);
      for (int place = after - 1; place >= before; place--) {
        vacant[vacancies++] = place;
      }
    }
    return vacant[--vacancies];
  }

  void leave(int place) {
    vacant[vacancies++] = place;
  }
}
