package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The intake with its two loops on a real protocol.
class QueueIntakeEndToEndTest {
  private static ElasticMq sqs;

  @BeforeAll
  static void start() {
    sqs = new ElasticMq();
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  /// One process.
  private static final class Life implements AutoCloseable {
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final List<Queue.Message> renewed = new CopyOnWriteArrayList<>();
    final AtomicInteger deletions = new AtomicInteger();
    final QueueIntake intake;
    private final AwsQueue queue;
    private final List<Thread> loops;

    Life(AwsQueue queue) {
      this(queue, Parked.inPlace());
    }

    Life(AwsQueue queue, Parked parked) {
      this.queue = queue;
      this.intake =
          new QueueIntake(
              renewals(queue),
              new IntakeTerms(Duration.ofSeconds(3), 1),
              new IntakeTime(
                  InstantSource.system(), Ticker.system(), Pause.system(), new Random(1)),
              deliveries::addAll,
              parked);
      this.loops = List.of(loop(intake::poll), loop(intake::keep));
    }

    private Queue renewals(AwsQueue queue) {
      return new Queue() {
        @Override
        public String name() {
          return queue.name();
        }

        @Override
        public List<Message> receive(Duration visibility) throws InterruptedException {
          return queue.receive(visibility);
        }

        @Override
        public List<Outcome> keep(List<Keep> keeps) throws InterruptedException {
          List<Outcome> outcomes = queue.keep(keeps);
          keeps.forEach(keep -> renewed.add(keep.message()));
          return outcomes;
        }

        @Override
        public List<Outcome> delete(List<Message> messages) throws InterruptedException {
          deletions.incrementAndGet();
          return queue.delete(messages);
        }
      };
    }

    private interface Loop {
      void run() throws InterruptedException;
    }

    private static Thread loop(Loop body) {
      return Thread.ofVirtual()
          .start(() -> {
            try {
              body.run();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    }

    @Override
    public void close() {
      loops.forEach(Thread::interrupt);
      try {
        for (Thread loop : loops) {
          assertThat(loop.join(Duration.ofSeconds(60))).as("a loop ends").isTrue();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      queue.close();
    }
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as("waiting until %s", what).isNegative();
      Thread.sleep(20);
    }
  }

  @Test
  void aMessageIsKeptBeyondItsTimeoutAndDeletedLast() throws Exception {
    try (Life life = new Life(sqs.queue("keep"))) {
      sqs.send("keep", Bodies.end("i-1"));
      until("it is renewed for more than its timeout", () -> life.renewed.size() >= 5);

      assertThat(life.deliveries).hasSize(1);
      assertThat(life.deliveries.getFirst().notices())
          .extracting(Notice::instance)
          .containsExactly(new InstanceId("i-1"));
      assertThat(life.intake.status().counts().received()).isOne();
      assertThat(sqs.size("keep")).isOne();

      life.deliveries.getFirst().done();
      until("it is deleted", () -> sqs.size("keep") == 0);
      assertThat(life.intake.status().lastPoll()).isPresent();
      assertThat(life.intake.status().pollFault()).isEmpty();
    }
  }

  @Test
  void aCrowdIsKeptAndDeletedInAFewRequests() throws Exception {
    try (Life life = new Life(sqs.queue("crowd"))) {
      for (int i = 0; i < 35; i++) {
        sqs.send("crowd", Bodies.end("i-" + i));
      }
      until("all are handed over", () -> life.deliveries.size() == 35);
      until("each is renewed", () -> Set.copyOf(life.renewed).size() == 35);
      life.deliveries.forEach(Delivery::done);
      until("all are deleted", () -> life.intake.status().deleted() == 35);

      assertThat(sqs.size("crowd")).isZero();
      assertThat(life.deletions).as("more than one turn may have seen them").hasValueBetween(4, 10);
      assertThat(life.intake.status().counts().redelivered()).isZero();
      assertThat(life.intake.status().careFault()).isEmpty();
    }
  }

  @Test
  void whatAKilledProcessLeftIsHandedOverToTheNextOne() throws Exception {
    try (Life killed = new Life(sqs.queue("kill"))) {
      sqs.send("kill", Bodies.end("i-1"));
      until("it is handed over", () -> killed.deliveries.size() == 1);
    }
    assertThat(sqs.size("kill")).isOne();

    try (Life next = new Life(sqs.queue("kill"))) {
      until("it is handed over again", () -> next.deliveries.size() == 1);
      next.deliveries.getFirst().done();
      until("it is deleted", () -> sqs.size("kill") == 0);
    }
  }

  @Test
  void testNotificationsGoAndPoisonIsHiddenAndNeitherDisturbs() throws Exception {
    try (Life life = new Life(sqs.queue("mixed"))) {
      sqs.send("mixed", Bodies.test());
      sqs.send("mixed", Bodies.POISON);
      sqs.send("mixed", Bodies.end("i-1"));
      until("the test notification is gone", () -> sqs.size("mixed") == 2);

      until("it is handed over", () -> life.deliveries.size() == 1);
      until("the poison is parked", () -> life.intake.status().parked() == 1);
      assertThat(life.intake.status().counts().parked()).isOne();
      assertThat(sqs.visible("mixed")).as("hidden, and there").isZero();
    }
  }

  @Test
  void withAnotherQueuePoisonIsThereWithItsReasonAndNoLongerInItsOwn() throws Exception {
    try (AwsQueue other = sqs.queue("other");
        Life life = new Life(sqs.queue("poisoned"), Parked.in(other))) {
      sqs.send("poisoned", Bodies.POISON);
      until("it is in the other queue", () -> sqs.size("other") == 1);
      until("it is no longer in its own", () -> sqs.size("poisoned") == 0);

      var moved = sqs.messages("other").getFirst();
      assertThat(moved.body()).isEqualTo(Bodies.POISON);
      assertThat(moved.messageAttributes().get("source-queue").stringValue()).isEqualTo("poisoned");
      assertThat(moved.messageAttributes().get("receive-count").stringValue()).isEqualTo("1");
      assertThat(moved.messageAttributes().get("reason").stringValue())
          .startsWith("detail-type is 'EC2 Coffee Break'");
      assertThat(life.intake.status().parked()).isZero();
    }
  }

  @Test
  void twoQueuesAreReadSideBySide() throws Exception {
    try (Life one = new Life(sqs.queue("one"));
        Life two = new Life(sqs.queue("two"))) {
      sqs.send("one", Bodies.end("i-1"));
      sqs.send("two", Bodies.end("i-2"));
      until("both are handed over", () -> one.deliveries.size() + two.deliveries.size() == 2);

      assertThat(one.deliveries.getFirst().queue()).isEqualTo("one");
      assertThat(two.deliveries.getFirst().queue()).isEqualTo("two");
      one.deliveries.getFirst().done();
      until("the one is deleted", () -> sqs.size("one") == 0);
      assertThat(sqs.size("two")).isOne();
    }
  }
}
