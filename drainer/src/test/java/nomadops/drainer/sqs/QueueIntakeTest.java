package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.notice.Samples;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.Test;

class QueueIntakeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final IntakeRig rig = new IntakeRig();

  @Test
  void aMessageIsHandedOverAndDeletedOnlyWhenItIsDone() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.live(MINUTE.multipliedBy(10));

    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.deliveries.getFirst().notices())
        .extracting(Notice::instance)
        .containsExactly(new InstanceId("i-1"));
    assertThat(rig.queue.requests("delete")).isZero();

    rig.deliveries.getFirst().done();
    rig.deliveries.getFirst().done();
    rig.live(MINUTE);

    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.queue.requests("delete")).isOne();
    assertThat(rig.intake.status().deleted()).isOne();
  }

  @Test
  void anOpenMessageStaysInvisibleForHours() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.live(Duration.ofHours(3));

    assertThat(rig.queue.stored.get("a").receives).isOne();
    assertThat(rig.queue.requests("keep")).isBetween(500L, 560L);
  }

  /// SQS allows twelve hours of invisibility from each receipt.
  @Test
  void beforeTwelveHoursAreOverItIsLetGoAndComesBackAsTheSameDelivery() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.live(Duration.ofHours(30));

    assertThat(rig.queue.stored.get("a").receives).isEqualTo(3);
    assertThat(rig.intake.status().careFault()).isEmpty();
    assertThat(rig.deliveries).hasSize(1);

    rig.deliveries.getFirst().done();
    rig.live(MINUTE);
    assertThat(rig.queue.stored).isEmpty();
  }

  /// Row 1 of the failure table.
  @Test
  void aRedeliveryInTheMiddleIsTheSameDeliveryAndIsDeletedWithTheLatestHandle() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.queue.showUp("a", "");
    rig.poll();

    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.intake.status().counts().redelivered()).isOne();

    rig.deliveries.getFirst().done();
    rig.keep();
    assertThat(rig.queue.requests).containsExactly("delete a#2");
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void aDeletionThatCrossesARedeliveryIsRepeatedWithTheNewHandle() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    rig.slow = true;
    rig.keep();
    rig.queue.showUp("a", "");
    rig.poll();
    rig.answer();
    rig.slow = false;
    rig.keep();

    assertThat(rig.queue.requests).containsExactly("delete a#1", "delete a#2");
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).hasSize(1);
  }

  @Test
  void aMessageThatIsDoneWhileItIsRenewedIsDeletedAfterThat() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.time.pass(Duration.ofSeconds(20));
    rig.slow = true;
    rig.keep();
    rig.deliveries.getFirst().done();
    rig.keep();
    assertThat(rig.intake.status().undeleted()).isOne();
    rig.slow = false;
    rig.answer();
    rig.keep();

    assertThat(rig.queue.requests).containsExactly("keep a#1", "delete a#1");
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void aStaleHandleAtARenewalLosesNothing() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.queue.keepFaults.add(Kind.STALE_HANDLE);
    rig.live(MINUTE.multipliedBy(5));

    assertThat(rig.queue.stored.get("a").receives).isEqualTo(2);
    assertThat(rig.deliveries).hasSize(1);

    rig.deliveries.getFirst().done();
    rig.live(MINUTE);
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void aMessageThatIsDoneWithAStaleHandleIsDeletedWhenItComesAgain() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.queue.keepFaults.add(Kind.STALE_HANDLE);
    rig.time.pass(Duration.ofSeconds(25));
    rig.keep();
    rig.deliveries.getFirst().done();
    assertThat(rig.intake.status().undeleted()).isZero();
    rig.live(MINUTE);

    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).hasSize(1);
  }

  @Test
  void aRenewalThatFailsIsRepeatedInTime() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.queue.keepFaults.addAll(List.of(Kind.PASSING, Kind.PASSING, Kind.FORBIDDEN));
    rig.live(MINUTE);

    assertThat(rig.queue.stored.get("a").receives).isOne();
  }

  @Test
  void aDeletionThatFailsIsRepeatedLessAndLessOften() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    for (int i = 0; i < 4; i++) {
      rig.queue.deleteFaults.add(Kind.PASSING);
    }
    rig.keep();
    assertThat(rig.intake.status().careFault())
        .hasValue("could not delete from queue fake: PASSING");
    rig.live(MINUTE);

    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.queue.requests("delete")).isEqualTo(5);
    assertThat(rig.intake.status().careFault()).isEmpty();
  }

  @Test
  void aStaleHandleAtTheDeletionWaitsForTheMessageToComeAgain() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    rig.queue.deleteFaults.add(Kind.STALE_HANDLE);
    rig.keep();
    assertThat(rig.queue.stored).hasSize(1);
    rig.live(MINUTE.plusSeconds(1));

    assertThat(rig.queue.requests).containsExactly("delete a#1", "delete a#2");
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).hasSize(1);
  }

  @Test
  void aMessageThatShowsUpAfterItsDeletionIsDeletedAgainAndNotHandedOver() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    rig.keep();
    rig.queue.showUp("a", Bodies.end("i-1"));
    rig.live(MINUTE);

    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.queue.stored).isEmpty();
  }

  /// Row 12: the one message is deleted after all of its instances are done.
  @Test
  void aMessageOfThreeInstancesIsOneDelivery() throws Exception {
    rig.queue.send("a", Samples.read("eventbridge-health-three-instances"));
    rig.live(MINUTE);

    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.deliveries.getFirst().notices()).hasSize(3);
    assertThat(rig.queue.stored).hasSize(1);
  }

  @Test
  void aTestNotificationIsDeletedAtOnceEvenIfThatFailsAtFirst() throws Exception {
    rig.queue.send("t", Bodies.test());
    rig.queue.deleteFaults.add(Kind.PASSING);
    rig.live(Duration.ofSeconds(10));

    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).isEmpty();
    assertThat(rig.intake.status().counts().nothing()).isOne();
  }

  /// Row 20 of the failure table.
  @Test
  void afterARestartWhatWasNotDoneIsHandedOverAgainAndNothingWasDeleted() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.queue.send("b", Bodies.end("i-2"));
    rig.live(MINUTE);
    rig.deliveries.getFirst().done();
    rig.keep();
    rig.restart();
    rig.live(MINUTE.plusSeconds(1));

    assertThat(rig.deliveries).extracting(Delivery::id).containsExactly("a", "b", "b");
    assertThat(rig.queue.stored).containsOnlyKeys("b");
  }

  /// Row 24: another drainer goes on at once.
  @Test
  void anOrderlyEndDeletesWhatIsDoneAndHandsTheRestBack() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.queue.send("b", Bodies.end("i-2"));
    rig.poll();
    rig.deliveries.getFirst().done();
    rig.intake.handBack();
    rig.restart();
    rig.poll();

    assertThat(rig.deliveries).extracting(Delivery::id).containsExactly("a", "b", "b");
    assertThat(rig.queue.stored).containsOnlyKeys("b");
  }

  @Test
  void aQueueThatDoesNotAnswerIsSeenAndItsReturnToo() throws Exception {
    assertThat(rig.intake.status().lastPoll()).isEmpty();
    rig.poll();
    assertThat(rig.intake.status().lastPoll()).hasValue(FakeTime.START);
    rig.queue.receiveFaults.add(Kind.NO_QUEUE);
    rig.time.pass(MINUTE);
    rig.poll();

    assertThat(rig.intake.status().lastPoll()).hasValue(FakeTime.START);
    assertThat(rig.intake.status().pollFault())
        .hasValue("could not receive from queue fake: NO_QUEUE");

    rig.poll();
    assertThat(rig.intake.status().lastPoll()).hasValue(FakeTime.START.plus(MINUTE));
    assertThat(rig.intake.status().pollFault()).isEmpty();
  }
}
