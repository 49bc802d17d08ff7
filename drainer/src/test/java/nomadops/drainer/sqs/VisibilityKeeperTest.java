package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import org.junit.jupiter.api.Test;

/// The performer on real threads.
class VisibilityKeeperTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(60);

  private final Custody custody = new Custody(VISIBILITY);
  private final IntakeTime time =
      new IntakeTime(InstantSource.system(), Ticker.system(), Pause.system(), new Random(1));

  private VisibilityKeeper keeper(Deletion deletion) {
    return new VisibilityKeeper(deletion, custody, Parked.inPlace(), VISIBILITY, time);
  }

  @FunctionalInterface
  private interface Deletion extends Queue {
    @Override
    default String name() {
      return "q";
    }

    @Override
    default List<Message> receive(Duration visibility) {
      return java.util.List.of();
    }

    @Override
    default List<Outcome> keep(List<Keep> keeps) {
      return Collections.nCopies(keeps.size(), new Outcome.Done());
    }
  }

  private void toBeDeleted(String id) {
    custody.discard(new Queue.Message(id, id + "#1", "{}", 1), time.ticker().nanos());
  }

  /// Row 16 of the failure table: nothing waits for a worker.
  @Test
  void aRequestThatHangsDelaysNoOther() throws Exception {
    CountDownLatch others = new CountDownLatch(91);
    Deletion deletion =
        messages -> {
          if (messages.stream().anyMatch(message -> message.id().equals("hangs"))) {
            new CountDownLatch(1).await();
          }
          messages.forEach(_ -> others.countDown());
          return Collections.nCopies(messages.size(), new Queue.Outcome.Done());
        };
    toBeDeleted("hangs");
    for (int i = 0; i < 100; i++) {
      toBeDeleted("m" + i);
    }
    Thread loop =
        Thread.ofVirtual()
            .start(() -> {
              try {
                keeper(deletion).run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });

    assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
    loop.interrupt();
    assertThat(loop.join(Duration.ofSeconds(60))).as("the loop ends").isTrue();
    assertThat(custody.undeleted()).as("what was in its request").isEqualTo(10);
  }

  @Test
  void aBugEndsTheLoopRatherThanTheCareForOneMessage() {
    toBeDeleted("m");

    assertThatThrownBy(
            keeper(_ -> {
              throw new IllegalArgumentException("a bug");
            })
                ::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the care for q failed")
        .hasRootCauseMessage("a bug");
  }

  /// Else an outcome could be taken for that of another message.
  @Test
  void aQueueThatTellsOfFewerMessagesThanItWasAskedForIsABug() {
    toBeDeleted("a");
    toBeDeleted("b");

    assertThatThrownBy(keeper(_ -> List.of(new Queue.Outcome.Done()))::run)
        .hasRootCauseMessage("q told of 1 messages, not of 2");
    assertThat(custody.deleted()).isZero();
  }
}
