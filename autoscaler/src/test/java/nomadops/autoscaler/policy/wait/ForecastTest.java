package nomadops.autoscaler.policy.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How few new nodes keep the wait.
class ForecastTest {
  private static final Duration LAG = Duration.ofSeconds(60);

  @Test
  void workOfUnknownLengthNeedsRoomForAllOfItAtOnce() {
    assertThat(nodes(List.of(waiting(10, 120, 0)), List.of(), 10)).isEqualTo(10);
  }

  @Test
  void oneNodeServesSeveralShortOnesWithinTheWait() {
    // From 60 s on to 120 s there are rounds at 60, 80, 100 and 120 s: four.
    int nodes = nodes(List.of(waiting(12, 120, 20)), List.of(), 12);

    assertThat(nodes).isBetween(3, 4);
  }

  @Test
  void whatEndsBeforeNewNodesWorkIsEnoughForAShortQueue() {
    List<Release> releases = List.of(release(10, 3), release(20, 3));

    assertThat(nodes(List.of(waiting(6, 60, 0)), releases, 6)).isZero();
    assertThat(nodes(List.of(waiting(8, 60, 0)), releases, 8)).isEqualTo(2);
  }

  @Test
  void whatEndsAfterThePromisedTimeDoesNotCount() {
    assertThat(nodes(List.of(waiting(6, 120, 0)), List.of(release(300, 6)), 6)).isEqualTo(6);
  }

  @Test
  void whatIsTooLateAlreadyIsToStartAsSoonAsNewNodesAreThere() {
    assertThat(nodes(List.of(waiting(6, -500, 1)), List.of(), 6)).isEqualTo(6);
    assertThat(nodes(List.of(waiting(6, -500, 1)), List.of(release(1, 6)), 6)).isZero();
  }

  @Test
  void theFirstInTheQueueIsServedFirst() {
    List<Waiting> queue = List.of(waiting(4, 600, 0), waiting(2, 60, 0));

    // The four are served before the two, so room for all six must be there after 60 s.
    assertThat(nodes(queue, List.of(), 6)).isEqualTo(6);
    assertThat(nodes(queue.reversed(), List.of(release(500, 4)), 6)).isEqualTo(2);
  }

  @Test
  void anEmptyQueueNeedsNothing() {
    assertThat(nodes(List.of(), List.of(), 0)).isZero();
    assertThat(nodes(List.of(), List.of(), 7)).isZero();
  }

  static long[] seeds() {
    return new Random(20261128).longs(100).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverMoreThanEnoughAndMoreReleasesNeverNeedMore(long seed) {
    Random random = new Random(seed);
    List<Waiting> queue = new ArrayList<>();
    double total = 0;
    for (int i = 0; i <= random.nextInt(5); i++) {
      double amount = random.nextDouble() * 20;
      total += amount;
      queue.add(waiting(amount, random.nextInt(400) - 100, random.nextInt(200)));
    }
    List<Release> few = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      few.add(release(random.nextInt(400), random.nextDouble()));
    }
    List<Release> many = new ArrayList<>(few);
    many.add(release(random.nextInt(400), random.nextDouble() * 5));
    int most = (int) Math.ceil(total);

    int withFew = nodes(queue, few, most);
    int withMany = nodes(queue, many, most);

    assertThat(withFew).as("seed %d", seed).isBetween(0, most);
    assertThat(withMany).as("seed %d", seed).isLessThanOrEqualTo(withFew);
  }

  private static int nodes(List<Waiting> queue, List<Release> releases, int most) {
    return Forecast.nodes(queue, releases, LAG, most);
  }

  /// @param runs seconds; 0 for unknown
  private static Waiting waiting(double nodes, int allowance, int runs) {
    return new Waiting(
        nodes,
        Duration.ofSeconds(allowance),
        runs == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(runs)));
  }

  private static Release release(int in, double nodes) {
    return new Release(Duration.ofSeconds(in), nodes);
  }
}
