package nomadops.autoscaler.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ScheduleTest {
  /// A ticker's origin means nothing.
  private static final long ORIGIN = Long.MAX_VALUE - 5;

  private static final List<Errand> ERRANDS = List.of(Errand.values());

  private final Schedule schedule = new Schedule(WatchTerms.DEFAULT);
  private long now = ORIGIN;

  private void pass(Duration time) {
    now += time.toNanos();
  }

  /// Runs all that is due, at once.
  private List<Errand> due() {
    List<Errand> all = new ArrayList<>();
    for (Optional<Errand> e = schedule.next(now); e.isPresent(); e = schedule.next(now)) {
      all.add(e.get());
      schedule.done(e.get(), Duration.ZERO, 1);
    }
    return all;
  }

  @Test
  void whatEventsKeepFreshIsListedOnceTheStreamIsOpen() {
    assertThat(due()).containsExactly(Errand.LEADER, Errand.BROKER, Errand.JOBS);
    schedule.connected(true);
    assertThat(due()).containsExactly(Errand.NODES, Errand.EVALUATIONS);
    pass(Duration.ofSeconds(30));
    assertThat(due()).containsExactly(Errand.LEADER, Errand.BROKER);
  }

  @Test
  void withoutAStreamTheyAreListedAllTheSame() {
    assertThat(due()).doesNotContain(Errand.NODES);
    pass(Duration.ofSeconds(1));
    assertThat(due()).contains(Errand.NODES, Errand.EVALUATIONS);
    pass(Duration.ofSeconds(9));
    assertThat(due()).doesNotContain(Errand.NODES);
    pass(Duration.ofSeconds(1));
    assertThat(due()).contains(Errand.NODES, Errand.EVALUATIONS);
  }

  @Test
  void jobsAreListedAfterAChangeAndNotSoonerThanTheInterval() {
    schedule.connected(true);
    assertThat(due()).contains(Errand.JOBS);
    schedule.want(Errand.JOBS, now);
    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(due()).contains(Errand.JOBS);
    pass(Duration.ofSeconds(59));
    assertThat(due()).doesNotContain(Errand.JOBS);
    pass(Duration.ofSeconds(1));
    assertThat(due()).contains(Errand.JOBS);
  }

  @Test
  void aChangeDuringAListIsListedAgain() {
    schedule.connected(true);
    due();
    schedule.want(Errand.JOBS, now);
    pass(Duration.ofSeconds(2));
    while (schedule.next(now).filter(e -> e == Errand.JOBS).isEmpty()) {
      pass(Duration.ZERO);
    }
    schedule.want(Errand.JOBS, now);
    schedule.done(Errand.JOBS, Duration.ZERO, 1);
    pass(Duration.ofSeconds(2));
    assertThat(due()).contains(Errand.JOBS);
  }

  @Test
  void anAnswerThatIsOlderThanTheLastChangeIsAskedForAgain() {
    schedule.connected(true);
    due();
    schedule.want(Errand.JOBS, now);
    pass(Duration.ofSeconds(2));
    while (schedule.next(now).filter(e -> e == Errand.JOBS).isEmpty()) {
      pass(Duration.ZERO);
    }
    schedule.done(Errand.JOBS, Duration.ofSeconds(3), 1);
    pass(Duration.ofSeconds(2));
    assertThat(due()).contains(Errand.JOBS);
    pass(Duration.ofSeconds(2));
    assertThat(due()).doesNotContain(Errand.JOBS);
  }

  @Test
  void whatFailedIsTriedAgainAfterItsInterval() {
    schedule.connected(true);
    while (schedule.next(now).filter(e -> e == Errand.NODES).isEmpty()) {
      pass(Duration.ZERO);
    }
    schedule.failed(Errand.NODES);
    assertThat(due()).doesNotContain(Errand.NODES);
    pass(Duration.ofSeconds(10));
    assertThat(due()).contains(Errand.NODES);
  }

  @TestFactory
  Stream<DynamicTest> whateverHappensThereAreAtMostFiveRequestsASecond() {
    return LongStream.range(0, 50)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> load(seed)));
  }

  private static void load(long seed) {
    Random random = new Random(seed);
    Schedule schedule = new Schedule(WatchTerms.DEFAULT);
    int pages = 1 + random.nextInt(12);
    int requests = 0;
    long now = random.nextLong();
    for (int step = 0; step < 6000; step++) {
      now += Duration.ofMillis(100).toNanos();
      schedule.connected(random.nextInt(3) > 0);
      schedule.want(ERRANDS.get(random.nextInt(ERRANDS.size())), now);
      schedule.want(Errand.JOBS, now);
      Optional<Errand> errand = schedule.next(now);
      if (errand.isPresent()) {
        boolean paged = errand.get() == Errand.JOBS || errand.get() == Errand.NODES;
        requests += paged ? pages : 1;
        if (random.nextInt(5) == 0) {
          schedule.failed(errand.get());
        } else {
          schedule.done(errand.get(), Duration.ofMillis(random.nextInt(300)), paged ? pages : 1);
        }
      }
    }
    assertThat(requests / 600.0).as("requests a second, seed %d", seed).isLessThanOrEqualTo(5.0);
    assertThat(requests).isGreaterThan(600);
  }
}
