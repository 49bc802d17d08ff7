package nomadops.health.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Terms;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration EVERY = Duration.ofMillis(5);

  private record Fake(String name, Body body) implements Check {
    private interface Body {
      Finding look() throws InterruptedException;
    }

    @Override
    public Finding look(Duration within) throws InterruptedException {
      return body.look();
    }
  }

  @Test
  void oneThatHangsDelaysNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch looks = new CountDownLatch(20);
    Check hangs =
        new Fake(
            "hangs",
            () -> {
              never.await();
              return Finding.ok("never");
            });
    Check quick =
        new Fake(
            "quick",
            () -> {
              looks.countDown();
              return Finding.ok("well");
            });
    List<String> heard = new CopyOnWriteArrayList<>();
    Courses courses =
        new Courses(
            List.of("hangs", "quick"),
            Terms.USUAL,
            Ticker.system().nanos(),
            (check, _, _, _) -> heard.add(check));
    AtomicBoolean stop = new AtomicBoolean();
    Rounds rounds =
        new Rounds(
            List.of(
                new Planned(hangs, EVERY, Duration.ofMinutes(10)),
                new Planned(quick, EVERY, Duration.ofSeconds(10))),
            courses,
            Ticker.system(),
            RoundsTest::nap,
            new Random(1));
    Thread running = Thread.ofVirtual().start(() -> run(rounds, stop));
    looks.await();
    stop.set(true);

    assertThat(running.join(Duration.ofSeconds(20))).as("it stops when it is told to").isTrue();
    assertThat(courses.of("quick").verdict()).isEqualTo(Health.OK);
    assertThat(courses.of("hangs").verdict()).isEqualTo(Health.UNKNOWN);
    assertThat(heard).contains("quick").doesNotContain("hangs");
  }

  @Test
  void aCheckNeverOverlapsItself() throws Exception {
    AtomicInteger looking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch looks = new CountDownLatch(50);
    Check slow =
        new Fake(
            "slow",
            () -> {
              most.accumulateAndGet(looking.incrementAndGet(), Math::max);
              Pause.system().sleep(Duration.ofMillis(2));
              looking.decrementAndGet();
              looks.countDown();
              return Finding.ok("well");
            });
    AtomicBoolean stop = new AtomicBoolean();
    Rounds rounds =
        new Rounds(
            List.of(new Planned(slow, Duration.ofNanos(1), Duration.ofSeconds(10))),
            new Courses(List.of("slow"), Terms.USUAL, 0, (_, _, _, _) -> {}),
            Ticker.system(),
            RoundsTest::nap,
            new Random(1));
    Thread running = Thread.ofVirtual().start(() -> run(rounds, stop));
    looks.await();
    stop.set(true);

    assertThat(running.join(Duration.ofSeconds(20))).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void anotherPlanIsFollowedAndWhatIsGoneIsNotLookedAt() throws Exception {
    AtomicInteger goneLooks = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(5);
    CountDownLatch second = new CountDownLatch(20);
    Check gone =
        new Fake(
            "gone",
            () -> {
              goneLooks.incrementAndGet();
              first.countDown();
              return Finding.ok("well");
            });
    Check fresh =
        new Fake(
            "new",
            () -> {
              second.countDown();
              return Finding.fail("sick");
            });
    Courses courses = new Courses(List.of("gone"), Terms.USUAL, 0, (_, _, _, _) -> {});
    AtomicBoolean stop = new AtomicBoolean();
    Rounds rounds =
        new Rounds(
            List.of(new Planned(gone, EVERY, Duration.ofSeconds(10))),
            courses,
            Ticker.system(),
            RoundsTest::nap,
            new Random(1));
    Thread running = Thread.ofVirtual().start(() -> run(rounds, stop));
    first.await();
    courses.follow(List.of("new"), 0);
    rounds.follow(List.of(new Planned(fresh, EVERY, Duration.ofSeconds(10))));
    second.await();
    int looks = goneLooks.get();
    CountDownLatch more = new CountDownLatch(20);
    rounds.follow(
        List.of(
            new Planned(
                new Fake(
                    "new",
                    () -> {
                      more.countDown();
                      return Finding.ok("well");
                    }),
                EVERY,
                Duration.ofSeconds(10))));
    more.await();
    stop.set(true);

    assertThat(running.join(Duration.ofSeconds(20))).isTrue();
    assertThat(goneLooks).hasValue(looks);
    assertThat(courses.all()).containsOnlyKeys("new");
    assertThat(courses.of("new").last()).isEqualTo(Finding.ok("well"));
  }

  private static void nap(Duration wanted) throws InterruptedException {
    Duration most = Duration.ofMillis(2);
    Pause.system().sleep(wanted.compareTo(most) > 0 ? most : wanted);
  }

  private static void run(Rounds rounds, AtomicBoolean stop) {
    try {
      rounds.run(stop::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
