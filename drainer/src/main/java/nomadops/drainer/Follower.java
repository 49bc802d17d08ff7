package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.DrainStep;
import nomadops.drainer.plan.Facts;
import nomadops.drainer.plan.HookFacts;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.Ownership;

/// Carries one case through its plan: look, decide, do, and wait for news. For many threads, one
/// for each case.
final class Follower {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration TOLD = Duration.ofSeconds(1);
  private static final Duration BLINK = Duration.ofMillis(100);
  private static final int BLINKS = 10;
  private static final int BLINKS_FOR_NEWS = 3;

  /// A drain that ends sooner begins with a look: what runs there may have to be stopped first, or
  /// take longer to stop.
  private static final Duration UNHURRIED = Duration.ofSeconds(30);

  private final DrainPlan plan;
  private final Clients clients;
  private final HookDesk hooks;
  private final Performer performer;
  private final Watcher watcher;
  private final Neighbours neighbours;
  private final Turns turns;
  private final boolean allNamespacesSeen;
  private final InstantSource clock;

  /// A Nomad server takes 100 connections from one address (`http_max_conns_per_client`, 1.7 to
  /// 2.0.5); and who reads a node should write to it right away.
  private final Semaphore looks = new Semaphore(16, true);

  /// Writes that need no look.
  private final Semaphore writes = new Semaphore(8, true);

  /// Takes the case off the books.
  interface Closing {
    /// Takes it off.
    ///
    /// @return false when a notice came meanwhile, and it goes on
    boolean close(Case one, Doomed doomed, DrainDecision.Close how);
  }

  Follower(
      DrainPlan plan,
      Clients clients,
      HookDesk hooks,
      Watcher watcher,
      Neighbours neighbours,
      Turns turns,
      boolean allNamespacesSeen,
      InstantSource clock) {
    this.plan = plan;
    this.clients = clients;
    this.hooks = hooks;
    this.performer = new Performer(clients, hooks);
    this.watcher = watcher;
    this.neighbours = neighbours;
    this.turns = turns;
    this.allNamespacesSeen = allNamespacesSeen;
    this.clock = clock;
  }

  /// Until it is closed.
  void follow(Case one, Closing closing) throws InterruptedException {
    Optional<Duration> rest = Optional.of(begin(one));
    while (rest.isPresent()) {
      one.await(rest.get());
      looks.acquire();
      // The look that follows sees it.
      one.forgetNews();
      try {
        rest = step(one, closing);
      } finally {
        looks.release();
      }
    }
  }

  /// Many instances that go at once are all cordoned before the first of them is drained, and all
  /// drained before the first of them is looked at.
  ///
  /// @return how long to wait for news before the first look
  private Duration begin(Case one) throws InterruptedException {
    Duration rest;
    try {
      if (!cordonAtOnce(one)) {
        return Duration.ZERO;
      }
      awaitNeighbours(one);
      rest = drainAtOnce(one);
    } finally {
      neighbours.begun();
    }
    while (!rest.isZero() && !neighbours.haveBegun(one, clock.instant())) {
      one.await(BLINK);
    }
    return rest;
  }

  /// News that come meanwhile are mostly of what we did ourselves: nobody looks sooner for them.
  private void awaitNeighbours(Case one) throws InterruptedException {
    for (int i = 0; i < BLINKS && !neighbours.areCordoned(one, clock.instant()); i++) {
      one.await(BLINK);
    }
  }

  /// What is known without asking is enough to keep new work away: many instances that go at once
  /// are all cordoned before the first of them is read.
  ///
  /// @return whether it was
  private boolean cordonAtOnce(Case one) throws InterruptedException {
    Doomed doomed = one.doomed();
    List<NodeFacts> heardOf = clients.heardOf(one.instance());
    if (heardOf.isEmpty()) {
      return false;
    }
    DrainStep step = plan.step(doomed, facts(one, doomed, heardOf), clock.instant());
    if (!(step.decision() instanceof DrainDecision.Cordon)) {
      return false;
    }
    writes.acquire();
    try {
      Duration _ = perform(one, doomed, step.decision());
      return true;
    } finally {
      writes.release();
    }
  }

  /// What Nomad has told of a node since we cordoned it is as good as a read, and enough to begin a
  /// drain with time to spare. What runs on it is looked at when the drain is under way: then batch
  /// work that is not to wait is seen to, and an end that comes too late is brought forward.
  ///
  /// @return how long to wait for news before the next look; zero when nothing was begun
  private Duration drainAtOnce(Case one) throws InterruptedException {
    for (int i = 0;
        i < BLINKS_FOR_NEWS && clients.heardSinceMarked(one.instance()).isEmpty();
        i++) {
      one.await(BLINK);
    }
    writes.acquire();
    try {
      Doomed doomed = one.doomed();
      Optional<List<NodeFacts>> heard = clients.heardSinceMarked(one.instance());
      if (heard.isEmpty()) {
        return Duration.ZERO;
      }
      DrainStep step = plan.step(doomed, facts(one, doomed, heard.get()), clock.instant());
      if (!(step.decision() instanceof DrainDecision.Drain drain)
          || drain.deadline().compareTo(UNHURRIED) < 0) {
        return Duration.ZERO;
      }
      one.learned(step.next(), drain);
      return perform(one, step.next(), drain);
    } finally {
      writes.release();
    }
  }

  /// One look at the instance, and what follows from it.
  ///
  /// @return how long to wait for news; empty when it is closed
  private Optional<Duration> step(Case one, Closing closing) throws InterruptedException {
    Doomed doomed = one.doomed();
    DrainStep step;
    try {
      Facts facts = facts(one, doomed, clients.of(one.instance()));
      one.saw(facts.nodes());
      if (Ownership.isRemembered(facts.nodes(), one.instance())) {
        one.safe();
      }
      step = plan.step(doomed, facts, clock.instant());
    } catch (NomadFault fault) {
      watcher.failed(doomed, "its node could not be looked at", fault);
      step = plan.blind(doomed, hookFacts(doomed), clock.instant(), "" + fault.getMessage());
    }
    one.learned(step.next(), step.decision());
    if (!(step.decision() instanceof DrainDecision.Cordon)) {
      neighbours.cordoned(one);
    }
    return switch (step.decision()) {
      case DrainDecision.Wait wait -> Optional.of(wait.atMost());
      case DrainDecision.Close close ->
          closing.close(one, step.next(), close) ? Optional.empty() : Optional.of(Duration.ZERO);
      case DrainDecision.Cordon _,
          DrainDecision.Drain _,
          DrainDecision.StopJob _,
          DrainDecision.Replace _,
          DrainDecision.Rerun _,
          DrainDecision.Restore _,
          DrainDecision.Complete _ ->
          Optional.of(perform(one, step.next(), step.decision()));
    };
  }

  /// @return how long to wait for news before the next look
  private Duration perform(Case one, Doomed doomed, DrainDecision decision)
      throws InterruptedException {
    try {
      Optional<String> refused = performer.perform(one, decision);
      if (decision instanceof DrainDecision.Cordon) {
        neighbours.cordoned(one);
      }
      if (refused.isPresent()) {
        watcher.refused(doomed, decision, refused.get());
      } else {
        watcher.performed(doomed, decision);
      }
      // Nomad tells of the drain that it was asked for.
      return decision instanceof DrainDecision.Drain ? TOLD : Duration.ZERO;
    } catch (NomadFault fault) {
      watcher.failed(doomed, decision.reason(), fault);
      return AFTER_FAULT;
    }
  }

  private Facts facts(Case one, Doomed doomed, List<NodeFacts> nodes) {
    Instant now = clock.instant();
    return new Facts(
        nodes,
        hookFacts(doomed),
        neighbours.areCordoned(one, now),
        allNamespacesSeen,
        turn(doomed, nodes, now));
  }

  private Optional<Instant> turn(Doomed doomed, List<NodeFacts> nodes, Instant now) {
    if (!plan.needsTurn(doomed, now)) {
      return Optional.of(Instant.EPOCH);
    }
    String nodeClass = nodes.isEmpty() ? "" : nodes.getFirst().nodeClass();
    boolean underWay = Ownership.isRemembered(nodes, doomed.instance());
    return turns.take(doomed.instance(), nodeClass, underWay, now);
  }

  private Map<HookRef, HookFacts> hookFacts(Doomed doomed) {
    Map<HookRef, HookFacts> facts = new HashMap<>();
    doomed.terminating().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    doomed.launching().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    return facts;
  }
}
