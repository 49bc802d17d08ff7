package nomadops.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private interface Body {
    Finding look() throws InterruptedException;
  }

  private static Check check(Body body) {
    return new Check() {
      @Override
      public String name() {
        return "it";
      }

      @Override
      public Finding look(Duration within) throws InterruptedException {
        return body.look();
      }

      @Override
      public Finding overdue(Duration within) {
        return Finding.fail("it hangs");
      }
    };
  }

  @Test
  void whatIsFoundInTimeCounts() throws Exception {
    assertThat(new Look(check(() -> Finding.ok("well")), LONG).once().health())
        .isEqualTo(Health.OK);
  }

  @Test
  void whatHangsIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Look look =
        new Look(
            check(() -> {
              never.await();
              return Finding.ok("never");
            }),
            SHORT);

    assertThat(look.once().reason()).isEqualTo("it hangs");
  }

  @Test
  void whatIsSaidWhenItIsGivenUpIsMorePrecise() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Look look =
        new Look(
            check(() -> {
              try {
                never.await();
              } catch (InterruptedException _) {
                return Finding.fail("the list hangs");
              }
              return Finding.ok("never");
            }),
            SHORT);

    assertThat(look.once().reason()).isEqualTo("the list hangs");
  }

  @Test
  void whileOneDoesNotGiveUpNoOtherBegins() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Look look =
        new Look(
            check(() -> {
              begun.incrementAndGet();
              boolean released = false;
              while (!released) {
                try {
                  release.await();
                  released = true;
                } catch (InterruptedException _) {
                  // Deaf, as native code is.
                }
              }
              return Finding.ok("at last");
            }),
            SHORT);

    assertThat(look.once().health()).isEqualTo(Health.FAIL);
    assertThat(look.once().health()).isEqualTo(Health.FAIL);
    assertThat(begun).hasValue(1);
    release.countDown();
    Finding last = look.once();
    while (last.health() != Health.OK) {
      last = look.once();
    }
    assertThat(begun.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void whatComesInsteadWaitsForTheLastLookToo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch looking = new CountDownLatch(1);
    Look deaf =
        new Look(
            check(() -> {
              looking.countDown();
              boolean released = false;
              while (!released) {
                try {
                  release.await();
                  released = true;
                } catch (InterruptedException _) {
                  // Deaf, as native code is.
                }
              }
              return Finding.ok("late");
            }),
            LONG);
    Thread keeper =
        Thread.ofVirtual()
            .start(() -> {
              try {
                deaf.once();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    looking.await();
    keeper.interrupt();
    assertThat(keeper.join(LONG)).isTrue();

    Look next = deaf.instead(check(() -> Finding.ok("well")), LONG);
    assertThat(next.once().reason()).isEqualTo("it hangs");
    release.countDown();
    Finding last = next.once();
    while (last.health() != Health.OK) {
      last = next.once();
    }
    assertThat(last.reason()).isEqualTo("well");
  }

  @Test
  void aCheckThatBreaksIsDoubt() throws Exception {
    Look look =
        new Look(
            check(() -> {
              throw new IllegalStateException("a bug");
            }),
            LONG);

    assertThat(look.once().health()).isEqualTo(Health.UNKNOWN);
    assertThat(look.once().reason()).contains("a bug");
  }
}
