package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.Test;

/// Many messages in a few requests, each with a fate of its own.
class QueueIntakeBatchTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final IntakeRig rig = new IntakeRig();

  private void received(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      rig.queue.send("m" + i, Bodies.end("i-" + i));
    }
    while (rig.deliveries.size() < count) {
      rig.poll();
    }
  }

  private void done(int count) throws InterruptedException {
    received(count);
    rig.deliveries.forEach(Delivery::done);
  }

  @Test
  void elevenDeletionsAreTwoRequests() throws Exception {
    done(11);
    rig.keep();

    assertThat(rig.queue.batches).containsExactly("delete 10", "delete 1");
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().deleted()).isEqualTo(11);
  }

  @Test
  void aThousandMessagesAreRenewedByAHundredRequestsEveryThirdOfTheirTime() throws Exception {
    received(1000);
    rig.live(MINUTE.plusSeconds(1));

    assertThat(rig.queue.batches).hasSize(300).containsOnly("keep 10");
    assertThat(rig.intake.status().counts().redelivered()).isZero();
  }

  @Test
  void oneEntryThatFailsLeavesTheOtherNineDeleted() throws Exception {
    done(10);
    rig.queue.entryFaults.put("m4", Kind.PASSING);
    rig.keep();

    assertThat(rig.queue.stored).containsOnlyKeys("m4");
    assertThat(rig.intake.status().deleted()).isEqualTo(9);
    assertThat(rig.intake.status().undeleted()).isOne();
    assertThat(rig.intake.status().careFault())
        .hasValue("could not delete from queue fake: PASSING");

    rig.live(Duration.ofSeconds(10));
    assertThat(rig.queue.batches).containsExactly("delete 10", "delete 1");
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().deleted()).isEqualTo(10);
    assertThat(rig.intake.status().careFault()).isEmpty();
  }

  @Test
  void oneRenewalThatFailsIsRepeatedInTimeAndTheOthersAreNot() throws Exception {
    received(10);
    rig.queue.entryFaults.put("m4", Kind.FORBIDDEN);
    rig.live(Duration.ofSeconds(30));

    assertThat(rig.queue.batches).containsExactly("keep 10", "keep 1");
    assertThat(rig.queue.requests).last().isEqualTo("keep m4#5");
    assertThat(rig.queue.stored.get("m4").receives).isOne();
  }

  @Test
  void aStaleHandleAmongTenIsDeletedWhenItComesAgainAndIsNoFaultOfTheQueue() throws Exception {
    done(10);
    rig.queue.entryFaults.put("m4", Kind.STALE_HANDLE);
    rig.keep();

    assertThat(rig.queue.stored).containsOnlyKeys("m4");
    assertThat(rig.intake.status().careFault()).isEmpty();
    rig.live(MINUTE.plusSeconds(1));
    assertThat(rig.queue.requests("delete m4")).isEqualTo(2);
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.deliveries).hasSize(10);
  }

  @Test
  void aFaultOfTheWholeRequestIsOneOfEachOfItsMessages() throws Exception {
    done(10);
    rig.queue.requestFaults.add(Kind.FORBIDDEN);
    rig.keep();

    assertThat(rig.queue.stored).hasSize(10);
    assertThat(rig.intake.status().deleted()).isZero();
    assertThat(rig.intake.status().undeleted()).isEqualTo(10);
    rig.live(Duration.ofSeconds(10));
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().deleted()).isEqualTo(10);
  }

  @Test
  void whatIsDeletedAndNotHeardOfIsDeletedAgainAndCountedOnce() throws Exception {
    done(10);
    rig.queue.lostAnswers.add(Kind.PASSING);
    rig.keep();
    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().deleted()).isZero();

    rig.live(Duration.ofSeconds(10));
    assertThat(rig.queue.requests("delete")).isEqualTo(20);
    assertThat(rig.intake.status().deleted()).isEqualTo(10);
  }

  @Test
  void aRedeliveryWhileTenAreDeletedIsDeletedWithItsNewHandle() throws Exception {
    done(10);
    rig.slow = true;
    rig.keep();
    rig.queue.showUp("m4", "");
    rig.poll();
    rig.slow = false;
    rig.answer();
    assertThat(rig.queue.stored).containsOnlyKeys("m4");
    assertThat(rig.intake.status().deleted()).isEqualTo(9);
    rig.keep();

    assertThat(rig.queue.stored).isEmpty();
    assertThat(rig.intake.status().deleted()).isEqualTo(10);
    assertThat(rig.deliveries).hasSize(10);
  }

  @Test
  void anOrderlyEndAsksForTenAtATimeToo() throws Exception {
    received(24);
    rig.deliveries.stream().limit(12).forEach(Delivery::done);
    rig.intake.handBack();

    assertThat(rig.queue.batches)
        .containsExactlyInAnyOrder("keep 10", "keep 2", "delete 10", "delete 2");
    assertThat(rig.queue.stored).hasSize(12);
    rig.restart();
    rig.poll();
    assertThat(rig.deliveries).as("the rest is seen at once").hasSize(34);
  }
}
