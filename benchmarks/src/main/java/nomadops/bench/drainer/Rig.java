package nomadops.bench.drainer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.raft.CostModel;

/// All that a drainer needs, on loopback: nodes with work in a simulated Nomad, a queue, and an
/// Auto Scaling with one hook.
final class Rig implements AutoCloseable {
  private static final Duration LINGER = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final DrainerSize size;
  private final DrainerSize.Work work;
  private final Fleet fleet;
  private final TerminationQueue queue;
  private final LifecycleActions actions;
  private final AutoScalingServer autoscaling;
  private final List<Termination> warmUps;
  private final List<Termination> terminations;

  private Rig(DrainerSize size, DrainerSize.Work work, Fleet fleet, TerminationQueue queue) {
    this.size = size;
    this.work = work;
    this.fleet = fleet;
    this.queue = queue;
    this.actions = new LifecycleActions(work.hookTimeout());
    this.autoscaling = new AutoScalingServer(actions, AutoScalingServer.Manners.USUAL);
    this.warmUps = IntStream.range(0, size.warmUps()).mapToObj(Termination::of).toList();
    this.terminations =
        IntStream.range(size.warmUps(), size.warmUps() + size.instances())
            .mapToObj(Termination::of)
            .toList();
    fleet.add(warmUps);
    fleet.add(terminations);
  }

  static Rig open(DrainerSize size, DrainerSize.Work work, CostModel cost)
      throws IOException, InterruptedException {
    return new Rig(size, work, new Fleet(cost), TerminationQueue.open());
  }

  /// @param visibility how long the drainer hides a message at a time
  LaunchedDrainer startDrainer(Duration visibility) throws IOException {
    return LaunchedDrainer.start(fleet.address(), queue.url(), autoscaling.address(), visibility);
  }

  /// Terminates a few empty instances, so that no JVM is cold.
  void warmUp(LaunchedDrainer drainer) throws IOException, InterruptedException {
    if (!warmUps.isEmpty()) {
      Map<String, Instant> _ = new Storm(queue, actions).send(warmUps);
      awaitOver(warmUps, drainer);
    }
  }

  /// Puts work on the nodes that are left, and terminates all their instances.
  ///
  /// @return when the first notice of each was sent
  Map<String, Instant> terminate() throws IOException, InterruptedException {
    fleet.work(size.instances(), work);
    checkWork();
    return new Storm(queue, actions).send(terminations);
  }

  /// A node without work need not be drained, and would be counted as lost.
  private void checkWork() throws IOException, InterruptedException {
    Map<String, Integer> allocations = fleet.allocationsByInstance();
    for (Termination one : terminations) {
      if (allocations.getOrDefault(one.instance(), 0) == 0) {
        throw new IllegalStateException("nothing was placed on the node of " + one.instance());
      }
    }
  }

  /// Returns as soon as so many nodes with work have been drained.
  void awaitDrains(int count, LaunchedDrainer drainer) throws IOException, InterruptedException {
    Set<String> nodes =
        terminations.stream().map(one -> fleet.node(one.instance())).collect(Collectors.toSet());
    await(
        drainer,
        Duration.ofMillis(2),
        () ->
            fleet.journal().stream()
                    .filter(effect -> effect instanceof Effect.NodeDrain)
                    .map(effect -> ((Effect.NodeDrain) effect).nodeId())
                    .filter(nodes::contains)
                    .distinct()
                    .count()
                >= count);
  }

  /// Returns when no lifecycle action waits any more, and no message is left; or when messages are
  /// left for so long that they never go.
  void awaitEnd(LaunchedDrainer drainer) throws IOException, InterruptedException {
    awaitOver(terminations, drainer);
  }

  private void awaitOver(List<Termination> some, LaunchedDrainer drainer)
      throws IOException, InterruptedException {
    List<String> instances = some.stream().map(Termination::instance).toList();
    await(drainer, GLANCE, () -> actions.allOver(instances, Instant.now()));
    long end = System.nanoTime() + LINGER.toNanos();
    while (queue.messages() > 0 && System.nanoTime() < end) {
      Thread.sleep(GLANCE);
    }
  }

  /// Whoever asked AWS so far is dead.
  void drainerDied() {
    actions.forgetWhoWasTold();
  }

  int messagesLeft() throws IOException, InterruptedException {
    return queue.messages();
  }

  long awsRequests() {
    return autoscaling.requests();
  }

  /// What became of the instances with work.
  Accounts accounts(Map<String, Instant> noticed) throws IOException, InterruptedException {
    Map<String, Instant> empty = fleet.emptySince();
    List<String> instances = terminations.stream().map(Termination::instance).toList();
    List<Accounts.Subject> subjects = new ArrayList<>();
    for (LifecycleActions.Story story : actions.stories(instances, Instant.now())) {
      String node = fleet.node(story.instance());
      Instant at = Objects.requireNonNull(noticed.get(story.instance()));
      subjects.add(new Accounts.Subject(node, at, Optional.ofNullable(empty.get(node)), story));
    }
    return Accounts.of(subjects, fleet.journal());
  }

  private void await(LaunchedDrainer drainer, Duration glance, BooleanSupplier done)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + work.longest().plus(PATIENCE).toNanos();
    while (!done.getAsBoolean()) {
      if (!drainer.running() || System.nanoTime() > end) {
        throw new IOException(
            "the drainer %s; lastly it said: %s"
                .formatted(drainer.running() ? "does not get there" : "ended", drainer.said()));
      }
      Thread.sleep(glance);
    }
  }

  @Override
  public void close() {
    fleet.close();
    autoscaling.close();
    queue.close();
  }
}
