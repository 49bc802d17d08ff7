package nomadops.drainer.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order in which each instance is told of, whatever fails in between.
@Timeout(120)
class AnnouncerPropertyTest {
  private static final Patience PATIENT = new Patience(Duration.ofMinutes(5), Integer.MAX_VALUE);
  private static final Duration FLUSH = Duration.ofSeconds(20);
  private final HandTime time = new HandTime();

  static long[] seeds() {
    return new Random(20261125).longs(8).toArray();
  }

  /** Cases of their own threads, looks between them, a receiver that fails now and then. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfEachInstanceHoldsWhateverFailsInBetween(long seed) throws InterruptedException {
    Random luck = new Random(seed);
    List<Announcement> told = new CopyOnWriteArrayList<>();
    Announcer announcer =
        Announcer.start(
            List.of(
                new Way(
                    "flaky",
                    List.of(),
                    one ->
                        luck.nextInt(3) == 0
                            ? new Sent.Later("HTTP 500", Optional.empty())
                            : AnnouncerTest.heard(told, one),
                    PATIENT)),
            StuckTerms.normal(),
            1_000,
            FLUSH,
            time.time());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String name = "i-" + i;
      threads.add(Thread.ofVirtual().start(() -> AnnouncerTest.live(announcer, name)));
      announcer.look(List::of);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    while (announcer.ways().getFirst().delivered() + announcer.ways().getFirst().givenUp() < 60) {
      Thread.sleep(5);
    }
    announcer.close();
    for (int i = 0; i < 20; i++) {
      String name = "i-" + i;
      List<Announcement> mine =
          told.stream().filter(one -> one.instance().value().equals(name)).toList();
      assertThat(mine.stream().map(Announcement::event).sorted().toList())
          .as("seed %d: %s", seed, mine)
          .isEqualTo(mine.stream().map(Announcement::event).toList())
          .doesNotHaveDuplicates();
    }
    assertThat(told).as("seed %d", seed).hasSizeGreaterThan(30);
  }
}
