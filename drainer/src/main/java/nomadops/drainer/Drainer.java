package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.DrainStep;
import nomadops.drainer.plan.Facts;
import nomadops.drainer.plan.HookFacts;
import nomadops.drainer.plan.Ownership;

/// Carries every instance that goes through its [DrainPlan]: one case and one virtual thread each,
/// so that nothing waits for a worker. What is not finished when the process ends is not told as
/// done, so its message comes again, and the plan goes on from what Nomad and AWS show.
public final class Drainer implements AutoCloseable {
  /// How long a node that is cordoned waits for the others that are known: longer would starve it
  /// while more and more instances go.
  private static final Duration NEIGHBOURS = Duration.ofSeconds(1);

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private final DrainPlan plan;
  private final Clients clients;
  private final HookDesk hooks;
  private final Watcher watcher;
  private final InstantSource clock;
  private final boolean allNamespacesSeen;
  private final Map<InstanceId, Case> cases = new ConcurrentHashMap<>();
  private final Map<InstanceId, Departed> departed = new ConcurrentHashMap<>();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("case-", 0).factory());

  /// An instance that was let go without a node: should it register after all, it is drained.
  private record Departed(Doomed doomed, Instant until) {}

  /// How one instance stands, for people.
  public record View(Doomed doomed, String doing) {}

  /// @param allNamespacesSeen whether the token sees the allocations of every namespace
  public Drainer(
      DrainPlan plan,
      Clients clients,
      HookDesk hooks,
      Watcher watcher,
      boolean allNamespacesSeen,
      InstantSource clock) {
    this.plan = plan;
    this.clients = clients;
    this.hooks = hooks;
    this.watcher = watcher;
    this.allNamespacesSeen = allNamespacesSeen;
    this.clock = clock;
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
      while (!step(one)) {}
    } catch (InterruptedException e) {
      // The process ends; nobody is told that it is done.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      bugs.add(e);
    }
  }

  /// One look at the instance, and what follows from it.
  ///
  /// @return true when it is closed
  private boolean step(Case one) throws InterruptedException {
    Doomed doomed = one.doomed();
    DrainStep step;
    try {
      Facts facts = facts(one, doomed);
      if (Ownership.isRemembered(facts.nodes(), one.instance())) {
        one.safe();
      }
      step = plan.step(doomed, facts, clock.instant());
    } catch (NomadFault fault) {
      watcher.failed(doomed, "its node could not be looked at", fault);
      step = plan.blind(doomed, hookFacts(doomed), clock.instant(), "" + fault.getMessage());
    }
    one.learned(step.next(), step.decision());
    return switch (step.decision()) {
      case DrainDecision.Wait wait -> {
        one.await(wait.atMost());
        yield false;
      }
      case DrainDecision.Close close -> close(one, step.next(), close);
      case DrainDecision.Cordon _,
          DrainDecision.Drain _,
          DrainDecision.Restore _,
          DrainDecision.Complete _ -> {
        perform(one, step.next(), step.decision());
        yield false;
      }
    };
  }

  private void perform(Case one, Doomed doomed, DrainDecision decision)
      throws InterruptedException {
    try {
      switch (decision) {
        case DrainDecision.Cordon cordon -> clients.markIneligible(cordon.nodeId());
        case DrainDecision.Drain drain ->
            clients.drain(drain.nodeId(), drain.deadline(), drain.ignoreSystemJobs(), drain.meta());
        case DrainDecision.Restore restore -> {
          Clients.Restored _ = clients.restore(restore.nodeId(), Ownership.of(one.instance()));
        }
        case DrainDecision.Complete complete -> complete(one, complete);
        case DrainDecision.Wait _, DrainDecision.Close _ -> {}
      }
      watcher.performed(doomed, decision);
    } catch (NomadFault fault) {
      watcher.failed(doomed, decision.reason(), fault);
      one.await(AFTER_FAULT);
    }
  }

  private void complete(Case one, DrainDecision.Complete complete) throws InterruptedException {
    complete.hooks().forEach(hook -> hooks.complete(hook, one.instance(), complete.ending()));
    // The desk wakes the case when AWS has answered.
    one.await(AFTER_FAULT);
  }

  private boolean close(Case one, Doomed doomed, DrainDecision.Close close) {
    return one.close(doomed)
        .map(waiting -> {
          boolean _ = cases.remove(one.instance(), one);
          Instant now = clock.instant();
          if (close.ending() == Ending.NOTHING_THERE) {
            remember(new Departed(doomed, now.plus(REMEMBERED)), now);
          }
          doomed.terminating().forEach(hooks::forget);
          doomed.launching().forEach(hooks::forget);
          watcher.closed(doomed, close, Duration.between(one.since(), now));
          waiting.forEach(Errand::done);
          return true;
        })
        .orElse(false);
  }

  private void remember(Departed one, Instant now) {
    departed.values().removeIf(old -> old.until().isBefore(now));
    departed.put(one.doomed().instance(), one);
  }

  private Facts facts(Case one, Doomed doomed) throws InterruptedException {
    return new Facts(
        clients.of(one.instance()), hookFacts(doomed), neighboursCordoned(one), allNamespacesSeen);
  }

  private Map<HookRef, HookFacts> hookFacts(Doomed doomed) {
    Map<HookRef, HookFacts> facts = new HashMap<>();
    doomed.terminating().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    doomed.launching().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    return facts;
  }

  private boolean neighboursCordoned(Case one) {
    return clock.instant().isAfter(one.since().plus(NEIGHBOURS))
        || cases.values().stream().allMatch(Case::isCordoned);
  }

  /// A node of this instance registered, or AWS answered about its lifecycle action: whoever
  /// follows it looks at once. One that was let go without a node is taken on again.
  public void changed(InstanceId instance) {
    Case known = cases.get(instance);
    if (known != null) {
      known.wake();
      return;
    }
    Departed late = departed.remove(instance);
    if (late != null && clock.instant().isBefore(late.until())) {
      Case again = new Case(late.doomed());
      if (cases.putIfAbsent(instance, again) == null) {
        start(again);
      }
    }
  }

  /// Every instance under way, the longest first.
  public List<View> view() {
    return cases.values().stream()
        .sorted(Comparator.comparing(Case::since))
        .map(one -> new View(one.doomed(), one.last().map(DrainDecision::reason).orElse("noticed")))
        .toList();
  }

  /// Ends all cases where they are.
  @Override
  public void close() {
    List<Runnable> _ = threads.shutdownNow();
  }
}
