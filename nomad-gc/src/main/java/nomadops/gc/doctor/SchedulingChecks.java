package nomadops.gc.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.config.Durations;

/// Whether anything is scheduled at all, and who stands in the way.
final class SchedulingChecks {
  /// Workers of a small server finish some 250 to 380 evaluations a second, so these are seconds of
  /// waiting.
  private static final long MANY = 1_000;

  /// What a server that gets on takes off its backlog each second, at the least.
  private static final double FALLS = 20;

  private static final long PLANS = 10;

  private SchedulingChecks() {}

  static List<Finding> of(ClusterFacts facts) {
    List<Finding> all = new ArrayList<>();
    all.add(leader(facts));
    all.add(broker(facts));
    all.add(backlog(facts));
    plans(facts).ifPresent(all::add);
    return all;
  }

  private static Finding leader(ClusterFacts facts) {
    return facts
        .leader()
        .map(address -> Finding.well("leader", "a leader", address))
        .orElseGet(() ->
            Finding.trouble(
                "leader",
                "a leader",
                "the cluster has none: nothing is scheduled and nothing is collected",
                "nomad server members shows which servers are gone; a majority of them has to be back"));
  }

  private static Finding broker(ClusterFacts facts) {
    String subject = "the eval broker";
    Optional<SchedulerConfiguration> seen = facts.scheduler().seen();
    if (seen.isEmpty()) {
      return Finding.unseen(
          "broker", subject, "it takes operator:read: " + facts.scheduler().why());
    }
    if (seen.get().pauseEvalBroker()) {
      return Finding.trouble(
          "broker",
          subject,
          "it is paused: nothing is scheduled, and Nomad's own collector stands still, too",
          "if nobody works on the cluster just now: nomad operator scheduler set-config -pause-eval-broker=false");
    }
    return seen.get().rejectJobRegistration()
        ? Finding.advice(
            "broker",
            subject,
            "it runs, and jobs are taken from management tokens alone",
            "nomad operator scheduler set-config -reject-job-registration=false")
        : Finding.well("broker", subject, "it runs");
  }

  private static Finding backlog(ClusterFacts facts) {
    String subject = "unfinished evaluations";
    if (facts.backlog().seen().isEmpty()) {
      return Finding.unseen("backlog", subject, facts.backlog().why());
    }
    Backlog backlog = facts.backlog().seen().get();
    Backlog.Pending now = backlog.after();
    String seen =
        String.format(
            Locale.ROOT,
            "%d pending, %d of them of jobs that were stopped or purged; %s by %.0f a second",
            now.all(),
            now.deregister(),
            backlog.fallsBy() >= 0 ? "falling" : "growing",
            Math.abs(backlog.fallsBy()));
    if (now.all() < MANY) {
      return Finding.well("backlog", subject, seen);
    }
    if (backlog.fallsBy() >= FALLS) {
      Duration left = Duration.ofSeconds((long) (now.all() / backlog.fallsBy()) + 1);
      return Finding.advice(
          "backlog",
          subject,
          seen + ": gone in about " + Durations.rough(left),
          "wait; whoever purges should do it with pace: nomad-ops gc run");
    }
    return now.deregister() * 2 >= now.all()
        ? Finding.trouble(
            "backlog",
            subject,
            seen + ": somebody purges or stops jobs faster than they are worked off",
            "stop what purges in parallel, and nomad system gc; then nomad-ops gc run. If users stand still: nomad-ops gc bankrupt")
        : Finding.trouble(
            "backlog",
            subject,
            seen + ": more is registered than is worked off",
            "nomad eval list -filter 'Status == \"pending\"' shows whose they are; stop that user, or raise num_schedulers in the servers' configuration");
  }

  private static Optional<Finding> plans(ClusterFacts facts) {
    return facts
        .gauge("nomad.nomad.plan.queue_depth")
        .map(depth ->
            depth < PLANS
                ? Finding.well("plans", "the plan queue", depth.intValue() + " plans wait")
                : Finding.advice(
                    "plans",
                    "the plan queue",
                    depth.intValue() + " plans wait for the leader",
                    "the leader's disk or processor is the bottleneck: look at nomad.nomad.plan.apply and nomad.raft.commitTime"));
  }
}
