package nomadops.drainer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.DrainStep;
import nomadops.drainer.plan.NodeFacts;

/// What is done for a case before anything of it is read: many instances that go at once are all
/// cordoned before the first of them is drained, and all drained before the first of them is looked
/// at. For many threads.
final class FirstSteps {
  private static final Duration BLINK = Duration.ofMillis(100);

  /// More than any patience, if the clock is put back meanwhile.
  private static final int BLINKS = 100;

  /// What Nomad tells of a write comes with its answer; if not, it is asked.
  private static final int BLINKS_FOR_NEWS = 3;

  /// A drain that ends sooner begins with a look: what runs there may have to be stopped first, or
  /// take longer to stop.
  private static final Duration UNHURRIED = Duration.ofSeconds(40);

  private final DrainPlan plan;
  private final Clients clients;
  private final Outlook outlook;
  private final Performer performer;
  private final Neighbours neighbours;
  private final InstantSource clock;

  /// A Nomad server takes 100 connections from one address (`http_max_conns_per_client`, 1.7 to
  /// 2.0.5), and commits one write after the other.
  private final Semaphore writes = new Semaphore(8, true);

  FirstSteps(
      DrainPlan plan,
      Clients clients,
      Outlook outlook,
      Performer performer,
      Neighbours neighbours,
      InstantSource clock) {
    this.plan = plan;
    this.clients = clients;
    this.outlook = outlook;
    this.performer = performer;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /// Does what can be done, and returns when it is time for a look.
  ///
  /// @return how long to wait for news before
  Duration take(Case one) throws InterruptedException {
    Duration rest;
    try {
      if (!cordon(one)) {
        return Duration.ZERO;
      }
      await(one, BLINKS, () -> neighbours.areCordoned(one, clock.instant()));
      rest = drain(one);
    } finally {
      neighbours.begun();
    }
    if (!rest.isZero()) {
      await(one, BLINKS, () -> neighbours.haveBegun(one, clock.instant()));
    }
    return rest;
  }

  /// News are mostly of what we did ourselves: nobody waits shorter for them.
  private static void await(Case one, int blinks, BooleanSupplier done)
      throws InterruptedException {
    int quiet = 0;
    while (quiet < blinks && !done.getAsBoolean()) {
      quiet += one.await(BLINK) ? 0 : 1;
    }
  }

  /// What is known without asking is enough to keep new work away.
  ///
  /// @return whether it was
  private boolean cordon(Case one) throws InterruptedException {
    Doomed doomed = one.doomed();
    List<NodeFacts> heardOf = clients.heardOf(one.instance());
    if (heardOf.isEmpty()) {
      return false;
    }
    DrainStep step = plan.step(doomed, outlook.facts(one, doomed, heardOf), clock.instant());
    if (!(step.decision() instanceof DrainDecision.Cordon)) {
      return false;
    }
    writes.acquire();
    try {
      Duration _ = performer.perform(one, doomed, step.decision());
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
  private Duration drain(Case one) throws InterruptedException {
    await(one, BLINKS_FOR_NEWS, () -> clients.heardSinceMarked(one.instance()).isPresent());
    writes.acquire();
    try {
      Doomed doomed = one.doomed();
      Optional<List<NodeFacts>> heard = clients.heardSinceMarked(one.instance());
      if (heard.isEmpty()) {
        return Duration.ZERO;
      }
      DrainStep step = plan.step(doomed, outlook.facts(one, doomed, heard.get()), clock.instant());
      if (!(step.decision() instanceof DrainDecision.Drain drain)
          || drain.deadline().compareTo(UNHURRIED) < 0) {
        return Duration.ZERO;
      }
      one.learned(step.next(), drain);
      return performer.perform(one, step.next(), drain);
    } finally {
      writes.release();
    }
  }
}
