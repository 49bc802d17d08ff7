package nomadops.drainer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.DrainStep;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.Ownership;

/// Carries one case through its plan: look, decide, do, and wait for news. For many threads, one
/// for each case.
final class Follower {
  private final DrainPlan plan;
  private final Clients clients;
  private final Outlook outlook;
  private final Performer performer;
  private final FirstSteps firstSteps;
  private final Watcher watcher;
  private final Neighbours neighbours;
  private final InstantSource clock;

  /// A Nomad server takes 100 connections from one address (`http_max_conns_per_client`, 1.7 to
  /// 2.0.5); and who reads a node should write to it right away.
  private final Semaphore looks = new Semaphore(16, true);

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
      Outlook outlook,
      Performer performer,
      Watcher watcher,
      Neighbours neighbours,
      InstantSource clock) {
    this.plan = plan;
    this.clients = clients;
    this.outlook = outlook;
    this.performer = performer;
    this.firstSteps = new FirstSteps(plan, clients, outlook, performer, neighbours, clock);
    this.watcher = watcher;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /// Until it is closed.
  void follow(Case one, Closing closing) throws InterruptedException {
    Optional<Duration> rest = Optional.of(firstSteps.take(one));
    while (rest.isPresent()) {
      boolean _ = one.await(rest.get());
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

  /// One look at the instance, and what follows from it.
  ///
  /// @return how long to wait for news; empty when it is closed
  private Optional<Duration> step(Case one, Closing closing) throws InterruptedException {
    Doomed doomed = one.doomed();
    DrainStep step;
    try {
      List<NodeFacts> nodes = clients.of(one.instance());
      one.saw(nodes);
      if (Ownership.isRemembered(nodes, one.instance())) {
        one.safe();
      }
      step = plan.step(doomed, outlook.facts(one, doomed, nodes), clock.instant());
    } catch (NomadFault fault) {
      watcher.failed(doomed, "its node could not be looked at", fault);
      step =
          plan.blind(doomed, outlook.hookFacts(doomed), clock.instant(), "" + fault.getMessage());
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
          Optional.of(performer.perform(one, step.next(), step.decision()));
    };
  }
}
