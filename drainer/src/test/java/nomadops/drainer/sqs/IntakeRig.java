package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/// An intake on a fake queue in fake time, turned by hand.
final class IntakeRig {
  final FakeTime time = new FakeTime();
  final FakeQueue queue = new FakeQueue(time);
  final List<Delivery> deliveries = new ArrayList<>();

  /// Where messages go that nothing can be done with, from the next life on.
  Parked place = Parked.inPlace();

  IntakeTerms terms = IntakeTerms.normal();

  /// Requests that wait for [#answer()] while this is on.
  boolean slow;

  private final Queue<Runnable> underWay = new ArrayDeque<>();
  private final Random random = new Random(7);
  QueueIntake intake = life();

  private QueueIntake life() {
    return new QueueIntake(queue, terms, time.of(random), deliveries::addAll, place);
  }

  /// A new process: it knows nothing, and the old one does nothing more.
  void restart() {
    underWay.clear();
    intake = life();
  }

  void poll() throws InterruptedException {
    intake.turn();
  }

  void keep() {
    intake.keepTurn(task -> {
      if (slow) {
        underWay.add(task);
      } else {
        task.run();
      }
    });
  }

  /// Lets what is under way be answered.
  void answer() {
    while (!underWay.isEmpty()) {
      underWay.remove().run();
    }
  }

  /// Polls and keeps each second.
  void live(Duration span) throws InterruptedException {
    for (long seconds = span.toSeconds(); seconds > 0; seconds--) {
      time.pass(Duration.ofSeconds(1));
      poll();
      keep();
    }
  }
}
