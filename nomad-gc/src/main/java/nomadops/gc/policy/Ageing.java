package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Reason.Code;
import nomadops.runtime.config.Durations;

/// Whether an eligible job is old enough. How age is counted: [RetentionPolicy].
final class Ageing {
  private static final int VAGUE = 10;

  private Ageing() {}

  static Verdict judge(DeadJob job, String rule, Duration keepFor, IndexTimes times, Instant now) {
    if (job.submitTime().isAfter(now)) {
      String text = "its submit time " + job.submitTime() + " is in the future: a clock is wrong";
      return new Verdict.Keep(
          new Reason(Code.SUBMITTED_IN_FUTURE, text), rule, job.submitTime().plus(keepFor));
    }
    if (keepFor.isZero()) {
      String text = "dead, and " + rule + " keeps it for no time";
      return purge(new Reason(Code.EXPIRED, text), rule, keepFor, job.submitTime(), job);
    }
    Optional<Instant> active = times.latest(job.lastActivityIndex());
    Instant oldest = later(times.earliest(job.lastActivityIndex()), job.submitTime()).plus(keepFor);
    Instant due = active.isEmpty() ? oldest : later(active, job.submitTime()).plus(keepFor);
    if (active.isPresent() && !due.isAfter(now)) {
      String text =
          "no activity for over "
              + Durations.text(keepFor)
              + ", the time that "
              + rule
              + " keeps it";
      return purge(new Reason(Code.EXPIRED, text), rule, keepFor, due, job);
    }
    long uncertainty = Duration.between(oldest, due).toSeconds();
    Instant until = active.isEmpty() || uncertainty * VAGUE > keepFor.toSeconds() ? oldest : due;
    if (!until.isAfter(now)) {
      String text =
          "dead for perhaps over "
              + Durations.text(keepFor)
              + "; its last activity is asked before the delete";
      return purge(
          new Reason(Code.EXPIRED_IF_IDLE, text),
          rule,
          keepFor,
          oldest,
          job,
          Question.LAST_ACTIVITY);
    }
    String text = "kept for " + Durations.text(keepFor) + " after its last activity by " + rule;
    return new Verdict.Keep(new Reason(Code.WITHIN_KEEP_TIME, text), rule, until);
  }

  private static Verdict purge(
      Reason reason, String rule, Duration keepFor, Instant due, DeadJob job, Question... more) {
    Set<Question> open = EnumSet.noneOf(Question.class);
    open.addAll(Eligibility.open(job));
    open.addAll(List.of(more));
    return new Verdict.Purge(reason, rule, keepFor, due, open);
  }

  private static Instant later(Optional<Instant> a, Instant b) {
    return a.filter(time -> time.isAfter(b)).orElse(b);
  }
}
