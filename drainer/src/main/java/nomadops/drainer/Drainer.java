package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.drain.NodeListener;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Ownership;
import nomadops.drainer.plan.Return;

/// Carries every instance that goes through its [DrainPlan]: one case and one virtual thread each,
/// so that nothing waits for a worker. What is not finished when the process ends is not told as
/// done, so its message comes again, and the plan goes on from what Nomad and AWS show.
public final class Drainer implements NodeListener, AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final Follower follower;
  private final Clients clients;
  private final Neighbours neighbours;
  private final Turns turns;
  private final HookDesk hooks;
  private final Watcher watcher;
  private final InstantSource clock;
  private final Map<InstanceId, Case> cases = new ConcurrentHashMap<>();
  private final Departed departed;
  private final ToldCuts toldCuts = new ToldCuts();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("case-", 0).factory());

  /// How one instance stands, for people.
  ///
  /// @param planned it waits for its time or its turn
  public record View(Doomed doomed, String doing, boolean planned) {
    public View(Doomed doomed, String doing) {
      this(doomed, doing, false);
    }
  }

  /// Without a limit on drains that nothing forces.
  ///
  /// @param allNamespacesSeen whether the token sees the allocations of every namespace
  public Drainer(
      DrainPlan plan,
      Clients clients,
      HookDesk hooks,
      Watcher watcher,
      boolean allNamespacesSeen,
      InstantSource clock) {
    this(plan, clients, hooks, watcher, allNamespacesSeen, Integer.MAX_VALUE, clock);
  }

  /// @param allNamespacesSeen whether the token sees the allocations of every namespace
  /// @param voluntaryAtOnce of each node class, how many instances may be drained at once where
  ///   nothing forces it (rebalance, maintenance)
  public Drainer(
      DrainPlan plan,
      Clients clients,
      HookDesk hooks,
      Watcher watcher,
      boolean allNamespacesSeen,
      int voluntaryAtOnce,
      InstantSource clock) {
    this.clients = clients;
    this.hooks = hooks;
    this.watcher = watcher;
    this.clock = clock;
    this.neighbours = new Neighbours(cases::values);
    this.departed = new Departed(clock);
    this.turns = new Turns(voluntaryAtOnce);
    this.follower =
        new Follower(
            plan,
            clients,
            new Outlook(plan, hooks, neighbours, turns, allNamespacesSeen, clock),
            new Performer(clients, hooks, watcher, neighbours),
            watcher,
            neighbours,
            clock);
  }

  /// Waits until told to stop.
  ///
  /// @throws IllegalStateException when a case ended by a bug
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      Throwable bug = bugs.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      if (bug != null) {
        throw new IllegalStateException("a drain ended by a bug: " + bug, bug);
      }
    }
  }

  /// Takes on what was received at once: none of these instances is drained before all of them are
  /// kept from new work.
  public void take(List<Bulletin> batch) {
    // Hooks first: what follows may take a while.
    batch.forEach(bulletin -> bulletin.notices().forEach(this::openHook));
    Map<InstanceId, Case> fresh = new HashMap<>();
    for (Bulletin bulletin : batch) {
      Errand errand = new Errand(bulletin);
      bulletin.notices().forEach(notice -> add(notice, errand, fresh));
    }
    neighbours.expect(fresh.values());
    fresh.values().forEach(this::start);
  }

  private void openHook(Notice notice) {
    switch (notice) {
      case Notice.Terminating n -> hooks.open(n.hook(), n.instance(), n.at());
      case Notice.Launching n -> hooks.open(n.hook(), n.instance(), n.at());
      case Notice.SpotInterruption _,
          Notice.Rebalance _,
          Notice.StateChange _,
          Notice.Maintenance _,
          Notice.Returned _,
          Notice.Adopted _,
          Notice.Requested _ -> {}
    }
  }

  private void add(Notice notice, Errand errand, Map<InstanceId, Case> fresh) {
    watcher.received(notice);
    cases.compute(
        notice.instance(),
        (instance, known) -> {
          if (known != null && known.add(notice, errand)) {
            return known;
          }
          Case added = new Case(Doomed.by(notice, clock.instant()));
          boolean _ = added.add(notice, errand);
          fresh.put(instance, added);
          return added;
        });
  }

  private void start(Case started) {
    threads.execute(() -> follow(started));
  }

  private void follow(Case one) {
    try {
      follower.follow(one, this::close);
    } catch (InterruptedException e) {
      // The process ends; nobody is told that it is done.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      bugs.add(e);
    }
  }

  private boolean close(Case one, Doomed doomed, DrainDecision.Close close) {
    return one.close(doomed)
        .map(waiting -> {
          boolean _ = cases.remove(one.instance(), one);
          turns.free(one.instance());
          // Before it can be taken on again, which opens its hooks anew.
          doomed.terminating().forEach(hooks::forget);
          doomed.launching().forEach(hooks::forget);
          Instant now = clock.instant();
          if (close.ending() == Ending.NOTHING_THERE) {
            departed.remember(doomed);
          }
          List<CutWork> cut = toldCuts.fresh(doomed.cut());
          if (!cut.isEmpty()) {
            watcher.cut(doomed, cut);
          }
          watcher.closed(doomed, close, Duration.between(one.since(), now));
          waiting.forEach(Errand::done);
          return true;
        })
        .orElse(false);
  }

  @Override
  public void registered(InstanceId instance, String nodeId) {
    changed(instance);
  }

  /// Drains that a former process began are followed to their end, whoever tells of them again.
  @Override
  public void listed(Set<InstanceId> instances) {
    List<Bulletin> adopted = new ArrayList<>();
    for (InstanceId instance : instances) {
      Ownership.adopted(clients.heardOf(instance), instance)
          .filter(_ -> !cases.containsKey(instance))
          .ifPresent(notice -> adopted.add(new Bulletin(List.of(notice), () -> {})));
    }
    if (!adopted.isEmpty()) {
      take(adopted);
    }
  }

  @Override
  public void returned(InstanceId instance) {
    Instant now = clock.instant();
    boolean ours =
        clients.heardOf(instance).stream().anyMatch(node -> Return.isBack(node, instance, now));
    if (ours && !cases.containsKey(instance)) {
      take(List.of(new Bulletin(List.of(new Notice.Returned(instance, now)), () -> {})));
    }
  }

  /// Something about the instance's node changed, or AWS answered about its lifecycle action:
  /// whoever follows it looks at once. One that was let go without a node is taken on again.
  @Override
  public void changed(InstanceId instance) {
    Case known = cases.get(instance);
    if (known != null) {
      known.wake();
      return;
    }
    departed
        .take(instance)
        .map(Case::new)
        .filter(again -> cases.putIfAbsent(instance, again) == null)
        .ifPresent(again -> {
          neighbours.expect(List.of(again));
          start(again);
        });
  }

  @Override
  public void written(InstanceId instance, long modifyIndex) {
    Case known = cases.get(instance);
    if (known == null) {
      changed(instance);
    } else {
      known.wake(modifyIndex);
    }
  }

  /// Whether any instance is under way.
  @Override
  public boolean isBusy() {
    return !cases.isEmpty();
  }

  /// Every instance under way, the longest first.
  public List<View> view() {
    return cases.values().stream()
        .sorted(Comparator.comparing(Case::since))
        .map(Drainer::view)
        .toList();
  }

  private static View view(Case one) {
    return one.last()
        .map(last ->
            new View(
                one.doomed(),
                last.reason(),
                last instanceof DrainDecision.Wait wait && wait.planned()))
        .orElseGet(() -> new View(one.doomed(), "noticed"));
  }

  /// Ends all cases where they are. Once it returns none of them acts any more, unless one sat in a
  /// call for longer than a shutdown may take: who follows them next reads all that was done.
  @Override
  public void close() {
    List<Runnable> _ = threads.shutdownNow();
    try {
      boolean _ = threads.awaitTermination(LAST_CALLS.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
