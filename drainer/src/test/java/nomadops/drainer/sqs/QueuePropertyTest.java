package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random receives, redeliveries, faults, answers out of order, ends of work and restarts.
class QueuePropertyTest {

  static long[] seeds() {
    return new Random(20261124).longs(30).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noMessageIsDeletedBeforeItIsDoneOrUnreadAndEachIsHandedOverOnceInALife(long seed)
      throws InterruptedException {
    World world = new World(seed);
    for (int life = 0; life < 4; life++) {
      world.live(400);
      world.everythingLeftIsHandedOver();
      world.restart();
    }
    world.inTheEndAllIsDeleted();
  }

  private static final class World {
    private final Random random;
    private final String seed;
    private final FakeTime time = new FakeTime();
    private final FakeQueue queue = new FakeQueue(time);
    private final Set<String> done = new HashSet<>();
    private final Set<String> sent = new HashSet<>();

    /// Those that nobody can read: they stay for ever.
    private final Set<String> unfit = new HashSet<>();

    private final List<Delivery> open = new ArrayList<>();
    private final Set<String> handedOver = new HashSet<>();
    private final List<Runnable> underWay = new ArrayList<>();
    private QueueIntake intake;

    /// What former lives deleted.
    private long grantedBefore;

    World(long seed) {
      this.seed = "seed " + seed;
      this.random = new Random(seed);
      this.intake = intake();
    }

    private QueueIntake intake() {
      return new QueueIntake(
          queue,
          IntakeTerms.normal(),
          time.of(random),
          batch -> batch.forEach(this::take),
          Parked.inPlace());
    }

    private void take(Delivery delivery) {
      assertThat(handedOver.add(delivery.id()))
          .as("%s: %s handed over twice in one life", seed, delivery.id())
          .isTrue();
      open.add(delivery);
    }

    void restart() {
      // What was under way may still arrive, or not; its answer is lost in either case.
      underWay.removeIf(_ -> random.nextBoolean());
      underWay.forEach(Runnable::run);
      underWay.clear();
      open.clear();
      handedOver.clear();
      grantedBefore = queue.granted;
      intake = intake();
    }

    void live(int steps) throws InterruptedException {
      for (int i = 0; i < steps; i++) {
        step();
        check();
      }
    }

    private void step() throws InterruptedException {
      switch (random.nextInt(12)) {
        case 0 -> send();
        case 1, 2, 3 -> intake.turn();
        case 4, 5 -> intake.keepTurn(this::start);
        case 6 -> finish();
        case 7 -> fault();
        case 8 -> surprise();
        case 9, 10 -> answerOne();
        default -> time.pass(Duration.ofSeconds(random.nextInt(random.nextInt(8) == 0 ? 90 : 15)));
      }
    }

    private void send() {
      String id = "m" + sent.size();
      sent.add(id);
      if (random.nextInt(6) == 0) {
        unfit.add(id);
      }
      queue.send(id, body(id));
    }

    private String body(String id) {
      return unfit.contains(id) ? Bodies.POISON : Bodies.end("i-" + id);
    }

    private void start(Runnable task) {
      if (random.nextInt(3) == 0) {
        task.run();
      } else {
        underWay.add(task);
      }
    }

    private void answerOne() {
      if (!underWay.isEmpty()) {
        underWay.remove(random.nextInt(underWay.size())).run();
      }
    }

    /// Sometimes many end at once, so that their deletions go in one request.
    private void finish() {
      for (int some = random.nextInt(4) == 0 ? 12 : 1; some > 0 && !open.isEmpty(); some--) {
        Delivery delivery = open.remove(random.nextInt(open.size()));
        done.add(delivery.id());
        delivery.done();
      }
    }

    private void fault() {
      List<Kind> kinds = List.of(Kind.values());
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      switch (random.nextInt(6)) {
        case 0 -> queue.receiveFaults.add(kind);
        case 1 -> queue.requestFaults.add(kind);
        case 2 -> queue.lostAnswers.add(Kind.PASSING);
        default -> {
          // Anywhere in a batch, and for as many of it as there may be.
          for (int some = random.nextInt(4); some >= 0 && !sent.isEmpty(); some--) {
            queue.entryFaults.put("m" + random.nextInt(sent.size()), kind);
          }
        }
      }
    }

    /// A message shows up before its time, or after its deletion.
    private void surprise() {
      if (!sent.isEmpty()) {
        String id = "m" + random.nextInt(sent.size());
        queue.showUp(id, body(id));
      }
    }

    private void check() {
      for (String id : sent) {
        assertThat(queue.stored.containsKey(id) || done.contains(id))
            .as("%s: %s was deleted before it was done", seed, id)
            .isTrue();
      }
      assertThat(intake.status().deleted())
          .as("%s: counted as deleted", seed)
          .isLessThanOrEqualTo(queue.granted - grantedBefore);
    }

    /// When the faults end, what the queue still has is ours within a visibility timeout.
    void everythingLeftIsHandedOver() throws InterruptedException {
      calm();
      Set<String> left = new HashSet<>(sent);
      left.removeAll(done);
      left.removeAll(unfit);
      assertThat(handedOver).as("%s: handed over in this life", seed).containsAll(left);
    }

    private void calm() throws InterruptedException {
      queue.receiveFaults.clear();
      queue.requestFaults.clear();
      queue.lostAnswers.clear();
      queue.entryFaults.clear();
      for (int second = 0; second < 200; second++) {
        new ArrayDeque<>(underWay).forEach(Runnable::run);
        underWay.clear();
        time.pass(Duration.ofSeconds(1));
        intake.turn();
        intake.keepTurn(Runnable::run);
        check();
      }
    }

    void inTheEndAllIsDeleted() throws InterruptedException {
      calm();
      while (!open.isEmpty()) {
        finish();
      }
      // Late deletions were of messages that came back in another life: those end here too.
      calm();
      assertThat(queue.stored.keySet()).as("%s: left in the queue", seed).isEqualTo(unfit);
      assertThat(intake.status().parked()).as(seed).isLessThanOrEqualTo(unfit.size());
      assertThat(intake.status().open()).as(seed).isZero();
      assertThat(intake.status().undeleted()).as(seed).isZero();
    }
  }
}
