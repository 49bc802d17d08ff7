package nomadops.gc.policy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.Reason.Code;

/// Whether Nomad's own collector would take the job, or a stricter answer (jobIsGCable in
/// nomad/state/schema.go and jobGC in nomad/core_sched.go, 2.0.5).
///
/// Why `dead` needs no look at evaluations: Nomad derives the status of batch, sysbatch and service
/// jobs at every change of an evaluation, allocation or deployment, and says `dead` only when no
/// evaluation is pending or blocked, no deployment is active and every allocation is terminal or
/// told to stop (getJobStatus in nomad/state/state_store.go, 2.0.5). System jobs and periodic or
/// parameterized parents are the exception: those are `dead` the moment they are stopped. Of a
/// system job evaluations and allocations are therefore asked; a parent has none.
final class Eligibility {
  private Eligibility() {}

  /// Why not; empty if it may go.
  ///
  /// @param unstopped whether a rule lets a service job go that nobody stopped
  static Optional<Verdict.Ineligible> refusal(DeadJob job, boolean unstopped) {
    if (!job.status().equals("dead")) {
      return no(Code.NOT_DEAD, "its status is \"" + job.status() + "\", not \"dead\"");
    }
    if (job.type() == JobType.OTHER) {
      return no(Code.TYPE_UNKNOWN, "its type is not one this version knows");
    }
    if (job.isParent() && !job.stop()) {
      String kind = job.periodic() ? "periodic" : "parameterized";
      return no(
          Code.PARENT_NOT_STOPPED, "a " + kind + " job that is not stopped may start children");
    }
    if (job.liveChildren() > 0) {
      return no(
          Code.CHILDREN_ALIVE, job.liveChildren() + " of its children are pending or running");
    }
    if (job.isUnstopped()) {
      return unstopped ? unfinished(job) : notStopped(job);
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Ineligible> notStopped(DeadJob job) {
    return no(
        Code.NOT_STOPPED, "a " + job.type().word() + " job that nobody stopped may be wanted back");
  }

  /// A service job that nobody stopped is `dead` when all of its allocations ended and nothing is
  /// to start new ones. It is dead as well when it waits for nobody any more: its evaluations were
  /// deleted, or it is scaled to 0. So only one that ran, and for which nothing is queued, may go;
  /// the re-check asks the rest.
  private static Optional<Verdict.Ineligible> unfinished(DeadJob job) {
    if (job.type() != JobType.SERVICE) {
      return notStopped(job);
    }
    if (job.allocs().queued() > 0) {
      return no(Code.NOT_STOPPED, job.allocs().queued() + " of its allocations wait for a place");
    }
    if (job.allocs().outcome() == Outcome.NONE) {
      return no(Code.NOT_STOPPED, "nobody stopped it, and it never ran");
    }
    return Optional.empty();
  }

  /// What the row leaves open about an eligible job.
  static Set<Question> open(DeadJob job) {
    EnumSet<Question> open = EnumSet.noneOf(Question.class);
    if (!job.allocs().provesNothingRuns()) {
      open.add(Question.ALLOCATIONS);
    }
    if (job.type() == JobType.SYSTEM) {
      open.add(Question.ALLOCATIONS);
      open.add(Question.EVALUATIONS);
    }
    if (job.isUnstopped()) {
      open.add(Question.ALLOCATIONS);
      open.add(Question.EVALUATIONS);
      open.add(Question.STILL_WANTED);
    }
    return open;
  }

  private static Optional<Verdict.Ineligible> no(Code code, String text) {
    return Optional.of(new Verdict.Ineligible(new Reason(code, text)));
  }
}
