package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.Test;

/// What becomes of messages with which nothing can be done: none is lost.
class ParkedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final IntakeRig rig = new IntakeRig();
  private final List<String> sent = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  /// Row 7 of the failure table.
  @Test
  void row7APoisonMessageIsLeftTwiceThenParkedAndDisturbsNoOther() throws Exception {
    rig.queue.send("p", Bodies.POISON);
    rig.queue.send("a", Bodies.end("i-1"));
    rig.live(Duration.ofSeconds(110));
    assertThat(rig.queue.parked).as("left alone before").isEmpty();
    assertThat(rig.deliveries).hasSize(1);

    rig.live(MINUTE.multipliedBy(60));
    assertThat(rig.queue.parked).containsExactly("p");
    assertThat(rig.queue.stored).containsKeys("p", "a");
    assertThat(rig.queue.stored.get("p").receives).isEqualTo(3);
    assertThat(rig.intake.status().parked()).isOne();
    assertThat(rig.intake.status().counts().unreadable()).isEqualTo(3);
    assertThat(rig.intake.status().counts().parked()).isOne();
    assertThat(rig.queue.requests("delete")).isZero();
  }

  @Test
  void aParkedMessageComesAgainAfterHalfADayAndIsParkedAgain() throws Exception {
    rig.queue.send("p", Bodies.POISON);
    rig.live(Duration.ofHours(25));

    assertThat(rig.queue.parked).hasSize(3);
    assertThat(rig.queue.stored.get("p").receives).isEqualTo(5);
    assertThat(rig.intake.status().parked()).as("counted once").isOne();
    assertThat(rig.queue.requests("delete")).isZero();
  }

  @Test
  void aParkedMessageThatShowsUpEarlyIsParkedAgain() throws Exception {
    rig.queue.send("p", Bodies.POISON);
    rig.live(MINUTE.multipliedBy(3));
    rig.queue.showUp("p", Bodies.POISON);
    rig.live(MINUTE);

    assertThat(rig.queue.parked).hasSize(2);
    assertThat(rig.intake.status().parked()).isOne();
    assertThat(rig.queue.stored).hasSize(1);
  }

  @Test
  void parkingThatFailsIsRepeatedAndToldOnce() throws Exception {
    rig.queue.send("p", Bodies.POISON);
    for (int i = 0; i < 12; i++) {
      rig.queue.keepFaults.add(i % 2 == 0 ? Kind.PASSING : Kind.FORBIDDEN);
    }
    rig.live(MINUTE.multipliedBy(20));

    assertThat(rig.intake.status().counts().parked()).as("logged once").isOne();
    assertThat(rig.queue.parked).hasSize(1);
    assertThat(rig.intake.status().parked()).isOne();
  }

  @Test
  void aStaleHandleAtTheParkingLetsItComeAgainAndBeParkedThen() throws Exception {
    rig.queue.send("p", Bodies.POISON);
    rig.live(Duration.ofSeconds(115));
    rig.queue.keepFaults.add(Kind.STALE_HANDLE);
    rig.live(MINUTE.multipliedBy(3));

    assertThat(rig.queue.stored.get("p").receives).isEqualTo(4);
    assertThat(rig.queue.parked).hasSize(1);
    assertThat(rig.intake.status().parked()).isOne();
  }

  /// It is finished, so it is neither worked on again nor shown to others each minute.
  @Test
  void aMessageThatCannotBeDeletedIsParkedAndDeletedWhenItComesAgain() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    for (int i = 0; i < 12; i++) {
      rig.queue.deleteFaults.add(Kind.REFUSED);
    }
    rig.live(Duration.ofHours(2));

    assertThat(rig.queue.deleteFaults).as("ten tries").hasSize(2);
    assertThat(rig.queue.parked).containsExactly("a");
    assertThat(rig.intake.status().parked()).isOne();
    assertThat(rig.intake.status().undeleted()).isZero();

    rig.live(Duration.ofHours(12));
    assertThat(rig.queue.deleteFaults).as("one try more").hasSize(1);
    assertThat(rig.queue.parked).hasSize(2);

    rig.queue.deleteFaults.clear();
    rig.live(Duration.ofHours(12));
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.intake.status().parked()).isZero();
  }

  @Test
  void aMessageWhoseHandleIsStaleTimeAndAgainIsParkedToo() throws Exception {
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    for (int i = 0; i < 9; i++) {
      rig.queue.deleteFaults.add(Kind.STALE_HANDLE);
    }
    rig.queue.deleteFaults.add(Kind.REFUSED);
    rig.live(MINUTE.multipliedBy(30));

    assertThat(rig.queue.parked).hasSize(1);
    assertThat(rig.queue.stored).hasSize(1);
    assertThat(rig.deliveries).hasSize(1);
  }

  @Test
  void anOrderlyEndParksWhatIsToBeParked() throws Exception {
    rig.terms = new IntakeTerms(MINUTE, 1);
    rig.restart();
    rig.queue.send("p", Bodies.POISON);
    rig.poll();
    rig.intake.handBack();

    assertThat(rig.queue.parked).hasSize(1);
    assertThat(rig.queue.stored.get("p").visibleAt).isGreaterThan(Duration.ofHours(11));
  }

  private void intoOtherQueue(Kind... faults) {
    List<Kind> toCome = new ArrayList<>(List.of(faults));
    rig.place =
        Parked.in(
            new Outbox() {
              @Override
              public String name() {
                return "other";
              }

              @Override
              public void send(String body, Map<String, String> attributes) {
                if (!toCome.isEmpty()) {
                  Kind kind = toCome.removeFirst();
                  throw new QueueFault(kind, "could not send to queue other: " + kind, null);
                }
                sent.add(attributes.get("message-id") + ", " + attributes.get("receive-count"));
                reasons.add(String.valueOf(attributes.get("reason")));
                assertThat(rig.queue.stored).as("sent first, deleted then").hasSize(1);
              }
            });
    rig.restart();
  }

  @Test
  void withAnotherQueueItIsSentThereAndDeletedThen() throws Exception {
    intoOtherQueue(Kind.PASSING, Kind.PASSING);
    rig.queue.send("p", Bodies.POISON);
    rig.live(MINUTE.multipliedBy(5));

    assertThat(sent).containsExactly("p, 3");
    assertThat(reasons.getFirst()).startsWith("detail-type is 'EC2 Coffee");
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().parked()).as("not hidden in this queue").isZero();
  }

  @Test
  void whatCannotBeDeletedIsSentWithWhatWasSaidOfIt() throws Exception {
    intoOtherQueue();
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.deliveries.getFirst().done();
    for (int i = 0; i < 10; i++) {
      rig.queue.deleteFaults.add(Kind.REFUSED);
    }
    rig.live(Duration.ofHours(1));

    assertThat(reasons)
        .containsExactly("its work is finished, and could not delete from queue fake: REFUSED");
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void aDeletionThatFailsAfterwardsSendsNothingTwice() throws Exception {
    intoOtherQueue();
    rig.queue.send("p", Bodies.POISON);
    rig.queue.deleteFaults.addAll(List.of(Kind.PASSING, Kind.STALE_HANDLE, Kind.PASSING));
    rig.live(MINUTE.multipliedBy(10));

    assertThat(sent).hasSize(1);
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void aProcessThatEndsBetweenTheTwoLeavesItInBoth() throws Exception {
    intoOtherQueue();
    rig.queue.send("p", Bodies.POISON);
    rig.queue.deleteFaults.add(Kind.PASSING);
    while (sent.isEmpty()) {
      rig.live(Duration.ofSeconds(1));
    }
    assertThat(rig.queue.stored).hasSize(1);
    rig.queue.deleteFaults.clear();
    rig.restart();
    rig.live(MINUTE.multipliedBy(5));

    assertThat(sent).containsExactly("p, 3", "p, 4");
    assertThat(rig.queue.stored).isEmpty();
  }

  @Test
  void whatTheOtherQueueDoesNotTakeStaysWhereItIs() throws Exception {
    intoOtherQueue(Kind.REFUSED);
    rig.queue.send("p", Bodies.POISON);
    rig.live(MINUTE.multipliedBy(30));

    assertThat(sent).isEmpty();
    assertThat(rig.queue.stored).hasSize(1);
    assertThat(rig.intake.status().parked()).isOne();
  }
}
