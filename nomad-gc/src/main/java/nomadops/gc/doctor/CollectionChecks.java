package nomadops.gc.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import nomadops.gc.doctor.Standing.Cause;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.Reason;
import nomadops.runtime.config.Durations;

/// Which dead jobs stand, why, and who collects them.
final class CollectionChecks {
  /// From here on dead jobs are felt: each costs the leader metrics and lists.
  private static final long MANY = 5_000;

  private static final long SOME = 100;

  private CollectionChecks() {}

  static List<Finding> of(ClusterFacts facts) {
    if (facts.dead().seen().isEmpty()) {
      return List.of(Finding.unseen("dead-jobs", "dead jobs", facts.dead().why()));
    }
    DeadWork dead = facts.dead().seen().get();
    List<Finding> all = new ArrayList<>();
    all.add(dead(dead));
    all.add(overdue(facts, dead));
    held(facts).forEach(all::add);
    unstopped(dead).ifPresent(all::add);
    all.add(collector(facts, dead));
    return all;
  }

  private static Finding dead(DeadWork dead) {
    String evidence =
        dead.total()
            + " ("
            + List.of(JobType.values()).stream()
                .filter(type -> dead.of(type) > 0)
                .map(type -> dead.of(type) + " " + type.word())
                .collect(Collectors.joining(", "))
            + "); "
            + dead.ofTheLastHour()
            + " of them were registered within the last hour"
            + dead.largestParent()
                .filter(parent -> parent.getValue() * 2 > dead.total() && dead.total() > SOME)
                .map(parent -> "; " + parent.getValue() + " are children of " + parent.getKey())
                .orElse("");
    return Finding.well("dead-jobs", "dead jobs", dead.total() == 0 ? "none" : evidence);
  }

  private static Finding overdue(ClusterFacts facts, DeadWork dead) {
    String subject = "dead jobs past job_gc_threshold";
    if (dead.overdue() == 0) {
      return Finding.well("overdue", subject, "none for longer than two of Nomad's cycles");
    }
    Duration oldest =
        dead.mostOverdue().map(due -> Duration.between(due, facts.now())).orElse(Duration.ZERO);
    String seen =
        dead.overdue() + ", the oldest by " + Durations.rough(oldest) + "; " + causes(facts);
    boolean forgotten = facts.overdue().stream().anyMatch(each -> each.cause() == Cause.NOTHING);
    String remedy =
        forgotten
            ? "nomad-ops gc run collects them at a pace that users do not feel; nomad-ops gc plan shows them"
            : "see what holds them, below";
    return dead.overdue() >= SOME && forgotten
        ? Finding.trouble(
            "overdue", subject, seen + ": Nomad's own collector does not keep up", remedy)
        : Finding.advice("overdue", subject, seen, remedy);
  }

  private static String causes(ClusterFacts facts) {
    if (facts.overdue().isEmpty()) {
      return "none could be looked at";
    }
    return "of the "
        + facts.overdue().size()
        + " oldest "
        + facts.overdue().stream()
            .collect(Collectors.groupingBy(Standing::cause, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + word(entry.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String word(Cause cause) {
    return switch (cause) {
      case ALLOCATIONS -> "have an allocation that is not finished";
      case EVALUATIONS -> "have an evaluation that waits";
      case ACTIVITY -> "changed lately";
      case TAG -> "have a tagged version";
      case NOTHING -> "are held by nothing";
    };
  }

  /// One example of each cause that a person can do something about.
  private static List<Finding> held(ClusterFacts facts) {
    List<Finding> all = new ArrayList<>();
    for (Cause cause : List.of(Cause.ALLOCATIONS, Cause.EVALUATIONS, Cause.TAG)) {
      facts.overdue().stream()
          .filter(each -> each.cause() == cause)
          .findFirst()
          .ifPresent(each -> all.add(held(each)));
    }
    return all;
  }

  private static Finding held(Standing each) {
    String id = "-namespace=" + each.job().namespace() + " " + each.job().id();
    String remedy =
        switch (each.cause()) {
          case ALLOCATIONS ->
              "bring the node back, or if it is gone for good: nomad node purge NODE (POST /v1/node/NODE/purge); then the allocation is lost and the job can go";
          case EVALUATIONS -> "nomad job status -evals " + id + " says what it waits for";
          case TAG -> "if the tag is not wanted any more: nomad job tag unset -name TAG " + id;
          case ACTIVITY, NOTHING -> "";
        };
    return Finding.advice("held", "why " + each.job() + " stands", each.evidence(), remedy);
  }

  private static Optional<Finding> unstopped(DeadWork dead) {
    long count = dead.of(Reason.Code.NOT_STOPPED);
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.advice(
            "unstopped",
            "dead jobs that nobody stopped",
            count
                + " service or system jobs ended by themselves; Nomad never collects these: "
                + String.join(", ", dead.unstopped())
                + (count > dead.unstopped().size() ? ", ..." : ""),
            "nomad job stop -purge ID for those that are not wanted back, or a retention rule with unstopped: true"));
  }

  private static Finding collector(ClusterFacts facts, DeadWork dead) {
    String subject = "who collects";
    if (facts.collector().seen().isEmpty()) {
      return Finding.unseen("collector", subject, facts.collector().why());
    }
    Optional<String> holder = facts.collector().seen().get();
    if (holder.isPresent()) {
      return ours(facts, holder.get());
    }
    String seen =
        "nobody holds the lock of nomad-gc; Nomad's own collector comes every "
            + Durations.text(facts.thresholds().interval());
    return dead.total() >= MANY
        ? Finding.advice(
            "collector",
            subject,
            seen + ", and deletes up to 2048 jobs in one piece",
            "nomad-ops gc run beside the servers, with keep-for below job_gc_threshold")
        : Finding.well("collector", subject, seen);
  }

  /// Whoever is first collects: the other one finds nothing.
  private static Finding ours(ClusterFacts facts, String holder) {
    Duration native_ = facts.thresholds().job();
    String seen =
        String.format(
            Locale.ROOT,
            "nomad-gc (%s); these settings keep a job for %s, Nomad for %s",
            holder,
            Durations.text(facts.keepFor()),
            Durations.text(native_));
    return facts.keepFor().compareTo(native_) < 0
        ? Finding.well("collector", "who collects", seen)
        : Finding.advice(
            "collector",
            "who collects",
            seen + ": Nomad is first, in large pieces, without an archive",
            "server { job_gc_threshold = \""
                + Durations.text(facts.keepFor().plusHours(20))
                + "\" } on every server (a restart of each), or a shorter keep-for");
  }
}
