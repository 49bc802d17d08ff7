package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.drainer.sqs.Queue.Keep;
import nomadops.drainer.sqs.Queue.Message;
import nomadops.drainer.sqs.Queue.Outcome;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AwsQueueTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Outcome DONE = new Outcome.Done();
  private static ElasticMq sqs;

  @BeforeAll
  static void start() {
    sqs = new ElasticMq();
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  @Test
  void aMessageIsReceivedShownAgainReceivedAgainAndDeleted() throws Exception {
    try (AwsQueue queue = sqs.queue("round")) {
      sqs.send("round", "hello");
      Message first = queue.receive(MINUTE).getFirst();
      assertThat(queue.keep(List.of(new Keep(first, Duration.ZERO)))).containsExactly(DONE);
      Message second = queue.receive(MINUTE).getFirst();

      assertThat(first.body()).isEqualTo("hello");
      assertThat(first.receiveCount()).isEqualTo(1);
      assertThat(second.receiveCount()).isEqualTo(2);
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());

      assertThat(queue.delete(List.of(second))).containsExactly(DONE);
      assertThat(sqs.size("round")).isZero();
    }
  }

  @Test
  void tenMessagesAtMostComeAtOnce() throws Exception {
    try (AwsQueue queue = sqs.queue("many")) {
      for (int i = 0; i < 12; i++) {
        sqs.send("many", "m" + i);
      }
      assertThat(queue.receive(MINUTE)).hasSize(10);
      assertThat(queue.receive(MINUTE)).hasSize(2);
    }
  }

  @Test
  void aLongPollIsAnsweredWhenAMessageComes() throws Exception {
    try (AwsQueue queue = sqs.queue("late")) {
      AtomicReference<List<Message>> got = new AtomicReference<>(List.of());
      Thread poll =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  got.set(queue.receive(MINUTE));
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      sqs.send("late", "hello");
      assertThat(poll.join(Duration.ofSeconds(60))).isTrue();
      assertThat(got.get()).hasSize(1);
    }
  }

  /// A platform thread that reads from a socket does not hear an interrupt by itself.
  @Test
  void anInterruptEndsALongPoll() throws Exception {
    try (AwsQueue queue = sqs.queue("silent")) {
      AtomicReference<String> end = new AtomicReference<>("none");
      Thread poll =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  end.set("an answer: " + queue.receive(MINUTE));
                } catch (InterruptedException _) {
                  end.set("an interrupt");
                }
              });
      while (poll.getState() != Thread.State.WAITING && poll.isAlive()) {
        Thread.sleep(10);
      }
      poll.interrupt();

      assertThat(poll.join(MINUTE)).isTrue();
      assertThat(end).hasValue("an interrupt");
    }
  }

  @Test
  void aQueueThatIsNotThereIsSaidToBeNotThere() {
    try (AwsQueue queue = sqs.noQueue("nowhere")) {
      QueueFault fault = catchThrowableOfType(QueueFault.class, () -> queue.receive(MINUTE));

      assertThat(fault.kind()).isEqualTo(Kind.NO_QUEUE);
      assertThat(fault)
          .hasMessageStartingWith("could not receive from queue nowhere: HTTP 400 ")
          .hasMessageEndingWith("; is the URL of this account and region?");
    }
  }

  @Test
  void ofTenMessagesOneMayHaveAStaleHandleAndTheOthersAreKeptEachForItsTime() throws Exception {
    try (AwsQueue queue = sqs.queue("stale")) {
      List<Message> ten = ten(queue, "stale");
      assertThat(queue.delete(List.of(ten.get(3)))).containsExactly(DONE);
      List<Keep> keeps = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        keeps.add(new Keep(ten.get(i), i < 5 ? Duration.ZERO : MINUTE));
      }
      List<Outcome> outcomes = queue.keep(keeps);

      assertThat(outcomes.get(3))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.STALE_HANDLE);
                assertThat(failed.reason())
                    .startsWith("could not keep message " + ten.get(3).id() + " invisible in queue")
                    .contains("ReceiptHandle");
              });
      assertThat(outcomes).hasSize(10).filteredOn(DONE::equals).hasSize(9);
      assertThat(sqs.visible("stale")).isEqualTo(4);
      assertThat(sqs.size("stale")).isEqualTo(9);
    }
  }

  @Test
  void tenMessagesAreDeletedAtOnce() throws Exception {
    try (AwsQueue queue = sqs.queue("ten")) {
      List<Message> ten = ten(queue, "ten");
      sqs.send("ten", "another");

      assertThat(queue.delete(ten)).isEqualTo(Collections.nCopies(10, DONE));
      assertThat(sqs.size("ten")).isOne();
    }
  }

  @Test
  void aRequestToAQueueThatIsNotThereFailsAsAWhole() {
    Message message = new Message("m", "handle", "{}", 1);
    try (AwsQueue queue = sqs.noQueue("nowhere")) {
      QueueFault fault =
          catchThrowableOfType(QueueFault.class, () -> queue.delete(List.of(message, message)));

      assertThat(fault.kind()).isEqualTo(Kind.NO_QUEUE);
      assertThat(fault).hasMessageStartingWith("could not delete 2 messages from queue nowhere");
    }
  }

  private static List<Message> ten(AwsQueue queue, String name) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      sqs.send(name, "m" + i);
    }
    List<Message> messages = new ArrayList<>();
    while (messages.size() < 10) {
      messages.addAll(queue.receive(MINUTE));
    }
    return messages;
  }
}
