package nomadops.gc.bankrupt.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nomadops.gc.bankrupt.plan.Finding.Bar;
import nomadops.gc.bankrupt.plan.Finding.Doubt;
import nomadops.gc.bankrupt.plan.Finding.Fits;
import nomadops.gc.bankrupt.plan.Finding.Mind;
import nomadops.runtime.config.Durations;

/// Whether this is a bankruptcy: what docs/runbooks/bankruptcy.md asks, in its order. Pure.
public final class Diagnosis {
  /// Below it, nobody waits because of the broker's queue.
  static final long FEW_PENDING = 1_000;

  /// From so many on, dead jobs alone make a cluster slow.
  static final long MANY_DEAD = 10_000;

  /// It recovers by itself; workers finish 250 to 380 evaluations a second (Nomad 2.0.5).
  static final double FALLING = 100;

  private Diagnosis() {}

  /// One finding for each question.
  public static List<Finding> of(Symptoms seen) {
    List<Finding> all = new ArrayList<>();
    all.add(seen.leader() ? new Fits("there is a leader") : new Bar("there is no leader"));
    all.add(token(seen));
    all.add(
        seen.paused()
            ? new Doubt(
                "the broker is paused already, and not by gc bankrupt: somebody is at work, or left it so"
                    + " (nomad-ops gc bankrupt -resume-broker resumes it)")
            : new Fits("the broker runs"));
    all.add(pending(seen));
    all.add(cause(seen));
    all.add(due(seen));
    if (seen.rejecting()) {
      all.add(new Mind("registrations are refused already, and will be afterwards, too"));
    }
    return all;
  }

  private static Finding token(Symptoms seen) {
    if (!seen.acls()) {
      return new Mind(
          "ACLs are off: Nomad refuses nobody's registrations, whatever its configuration says."
              + " Stop what registers and dispatches before");
    }
    return seen.management()
        ? new Fits("the token is a management token")
        : new Bar(
            "the token is no management token, and only such a one may delete evaluations and register while"
                + " registrations are refused");
  }

  private static Finding pending(Symptoms seen) {
    String told =
        seen.pending()
            + " evaluations are pending, the oldest for "
            + Durations.rough(seen.oldest());
    if (seen.pending() < FEW_PENDING) {
      return new Doubt(told + ": no bankruptcy. Collect with pace: nomad-ops gc run -once");
    }
    if (seen.fallPerSecond() >= FALLING) {
      return new Doubt(
          told
              + String.format(
                  Locale.ROOT,
                  ", and they get fewer by %.0f a second: it recovers by itself, wait",
                  seen.fallPerSecond()));
    }
    return new Fits(told + ", and they do not get fewer");
  }

  private static Finding cause(Symptoms seen) {
    String dead = seen.deadInAll() + " dead jobs (" + seen.deadByType() + ")";
    if (seen.pending() >= FEW_PENDING && seen.register() * 2 > seen.pending()) {
      return new Doubt(
          seen.register()
              + " of them are registrations: a user floods the cluster; stop that user");
    }
    if (seen.deregister() * 2 > seen.pending() && seen.pending() >= FEW_PENDING) {
      return new Fits(seen.deregister() + " of them are deregistrations; " + dead);
    }
    return seen.deadInAll() >= MANY_DEAD
        ? new Fits(dead)
        : new Doubt(
            "few of them are deregistrations ("
                + seen.deregister()
                + "), and there are but "
                + dead);
  }

  private static Finding due(Symptoms seen) {
    if (seen.due() > 0) {
      return new Fits(seen.due() + " dead jobs are due by the retention rules");
    }
    return seen.deregister() >= FEW_PENDING
        ? new Mind(
            "no dead job is due by the retention rules: what was purged already made the flood, and only"
                + " its evaluations are thrown away")
        : new Doubt("no dead job is due by the retention rules, so there is nothing to purge");
  }
}
