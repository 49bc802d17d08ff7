package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notices in any order, again and again, with faults and a process that is killed: none is lost, no
 * message is done before its effect, no deadline grows, no node is drained twice for the same.
 */
class DrainerChaosTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final int ROUNDS = 400;

  /** A message in the queue: it is there until it is done. */
  private record Letter(int id, List<Notice> notices) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nothingIsLostAndNothingIsDoneTwice(long seed) throws InterruptedException {
    Random random = new Random(seed);
    TinyCluster cluster = new TinyCluster(new Random(seed + 1), 0.1, START);
    if (seed % 2 == 0) {
      TinyCluster _ = cluster.tells(0.8);
    }
    TinyDesk.Aws aws = new TinyDesk.Aws();
    List<InstanceId> instances = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      InstanceId instance = new InstanceId("i-%017x".formatted(i));
      instances.add(instance);
      if (i % 6 != 5) {
        cluster.add(instance, random.nextInt(6));
      }
    }
    Set<Letter> queue = Collections.synchronizedSet(new LinkedHashSet<>());
    List<Letter> all = letters(instances, random);
    AtomicReference<Instant> clock = new AtomicReference<>(START);
    Drainer drainer = life(cluster, aws, clock);
    try {
      long began = System.nanoTime();
      for (int round = 0; round < ROUNDS || !queue.isEmpty(); round++) {
        assertThat(round).as("still waiting for %s, seed %d", queue, seed).isLessThan(20_000);
        if (random.nextInt(8) == 0 && !all.isEmpty()) {
          List<Letter> batch = new ArrayList<>();
          for (int i = 0; i <= random.nextInt(4) && !all.isEmpty(); i++) {
            batch.add(all.removeLast());
          }
          queue.addAll(batch);
          drainer.take(bulletins(batch, queue));
        }
        if (random.nextInt(60) == 0) {
          drainer.close();
          cluster.forgetWhatWasTold();
          drainer = life(cluster, aws, clock);
          if (random.nextBoolean()) {
            // Before or after the messages come again, or as if the list took too long.
            drainer.listed(Set.copyOf(instances));
          }
          drainer.take(bulletins(List.copyOf(queue), queue));
        }
        // Where the machine is busy with others, time stands still: a budget must not run out
        // because
        // the drainer's threads were not let run.
        int passes = random.nextInt(2_000);
        boolean starved = System.nanoTime() - began > 10_000_000;
        began = System.nanoTime();
        if (!starved) {
          clock.updateAndGet(now -> now.plusMillis(passes));
        }
        cluster.pass(clock.get());
        for (InstanceId instance : instances) {
          drainer.changed(instance);
        }
        Thread.sleep(1);
      }
    } finally {
      drainer.close();
    }
    assertThat(all).isEmpty();
    assertThat(cluster.broken).as("seed %d", seed).isEmpty();
    assertThat(aws.broken).as("seed %d", seed).isEmpty();
    assertThat(aws.completed).hasSize(instances.size());
    for (InstanceId instance : instances) {
      assertThat(cluster.isFree(instance)).as("%s, seed %d", instance, seed).isTrue();
    }
  }

  private static List<Letter> letters(List<InstanceId> instances, Random random) {
    List<Letter> letters = new ArrayList<>();
    for (InstanceId instance : instances) {
      Notice terminating =
          new Notice.Terminating(
              instance, START, new HookRef("workers", "drain", "t-" + instance.value()), false);
      letters.add(new Letter(letters.size(), List.of(terminating)));
      if (random.nextBoolean()) {
        // The same action by another way, and a second fact beside it.
        letters.add(new Letter(letters.size(), List.of(terminating)));
        Notice spot =
            new Notice.SpotInterruption(instance, START, START.plusSeconds(300), "terminate");
        letters.add(new Letter(letters.size(), List.of(spot)));
      }
    }
    List<Notice> rebalance =
        instances.stream().<Notice>map(one -> new Notice.Rebalance(one, START)).toList();
    letters.add(new Letter(letters.size(), rebalance));
    Collections.shuffle(letters, random);
    return letters;
  }

  private static List<Bulletin> bulletins(List<Letter> letters, Set<Letter> queue) {
    return letters.stream()
        .map(letter -> new Bulletin(letter.notices(), () -> queue.remove(letter)))
        .toList();
  }

  private static Drainer life(
      TinyCluster cluster, TinyDesk.Aws aws, AtomicReference<Instant> clock) {
    Terms terms =
        new Terms(
            notice ->
                notice instanceof Notice.Rebalance ? new Response.Cordon() : new Response.Drain(),
            Duration.ofMinutes(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            true);
    return new Drainer(
        new DrainPlan(terms), cluster, new TinyDesk(aws, cluster), QUIET, true, clock::get);
  }

  private static final Watcher QUIET = new Watcher() {};
}
