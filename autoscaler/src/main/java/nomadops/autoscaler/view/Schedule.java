package nomadops.autoscaler.view;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Says what to ask the cluster next, and when: pure, on a ticker's nanoseconds. For many threads.
final class Schedule {
  /// So many pages cost as much time as this each, so that a long list comes less often.
  private static final Duration PER_PAGE = Duration.ofMillis(400);

  /// So long the first lists wait for the stream, which must be open before they begin.
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final WatchTerms terms;
  private final Map<Errand, Plan> plans = new EnumMap<>(Errand.class);
  private boolean connected;
  private boolean begun;
  private long beginning;

  /// When an errand was run, and what asks for it.
  private static final class Plan {
    boolean wanted = true;
    boolean ran;
    boolean told;
    long lastStart;
    long toldAt;
    long least;

    boolean since(long now, Duration span) {
      return !ran || now - lastStart >= span.toNanos();
    }
  }

  Schedule(WatchTerms terms) {
    this.terms = terms;
    for (Errand errand : Errand.values()) {
      plans.put(errand, new Plan());
    }
    plan(Errand.DETAILS).wanted = false;
  }

  private Plan plan(Errand errand) {
    Plan plan = plans.get(errand);
    if (plan == null) {
      throw new IllegalStateException("no plan for " + errand);
    }
    return plan;
  }

  /// Something happened that this errand would show.
  synchronized void want(Errand errand, long now) {
    Plan plan = plan(errand);
    plan.wanted = true;
    plan.told = true;
    plan.toldAt = now;
  }

  /// Whether events come; without them lists must do.
  synchronized void connected(boolean now) {
    connected = now;
  }

  /// The errand that is due first, and is begun with this; empty when none is.
  synchronized Optional<Errand> next(long now) {
    if (!begun) {
      begun = true;
      beginning = now;
    }
    for (Errand errand : Errand.values()) {
      if (isDue(errand, plan(errand), now)) {
        Plan plan = plan(errand);
        plan.ran = true;
        plan.wanted = false;
        plan.lastStart = now;
        return Optional.of(errand);
      }
    }
    return Optional.empty();
  }

  private boolean isDue(Errand errand, Plan plan, long now) {
    return switch (errand) {
      case LEADER -> plan.since(now, terms.leaderInterval());
      case BROKER -> plan.since(now, terms.brokerInterval());
      case NODES, EVALUATIONS ->
          (connected || now - beginning >= FIRST.toNanos())
              && plan.since(
                  now, plan.wanted || !connected ? terms.relistInterval() : terms.relistAtLeast());
      case DETAILS -> plan.wanted && plan.since(now, terms.listInterval());
      case JOBS ->
          plan.since(now, Duration.ofNanos(plan.least))
              && plan.since(now, plan.wanted ? terms.listInterval() : terms.listAtLeast());
    };
  }

  /// It was run. What happened so shortly before that the answer need not show it, is wanted still.
  ///
  /// @param age how old the answer was when it came
  /// @param pages how many requests it took
  synchronized void done(Errand errand, Duration age, int pages) {
    Plan plan = plan(errand);
    plan.least = PER_PAGE.multipliedBy(pages).toNanos();
    if (plan.told && age.isPositive() && plan.toldAt - (plan.lastStart - age.toNanos()) >= 0) {
      plan.wanted = true;
    }
  }

  /// It could not be run; it is wanted still.
  synchronized void failed(Errand errand) {
    plan(errand).wanted = true;
  }
}
