package nomadops.gc.purge;

import java.time.Duration;
import java.time.Instant;
import nomadops.client.model.JobKey;

/// What the world answered to a step of a [PurgeAttempt].
public sealed interface PurgeFact {
  /// The consistent read found the job.
  record JobFound(FreshJob job) implements PurgeFact {}

  /// The consistent read found none (404).
  record JobMissing(long readIndex) implements PurgeFact {}

  /// Answers to the open questions; what was not asked is 0, false or [Instant#EPOCH].
  ///
  /// @param wanted why a service job that nobody stopped is not at its end; empty when it is
  record Details(
      int liveAllocs,
      int openEvals,
      boolean olderVersionTagged,
      Instant lastActivity,
      String wanted)
      implements PurgeFact {
    /// Those of a job that ended by itself or was stopped.
    public Details(
        int liveAllocs, int openEvals, boolean olderVersionTagged, Instant lastActivity) {
      this(liveAllocs, openEvals, olderVersionTagged, lastActivity, "");
    }
  }

  /// A newer run, for which the job would go, is gone or is no longer what was counted.
  record NewerRunGone(JobKey run) implements PurgeFact {}

  /// Nomad's answer to the DELETE.
  record Receipt(String evalId, long jobModifyIndex) implements PurgeFact {}

  /// The deregister evaluation's status, as the blocking query saw it.
  record EvalSeen(String status) implements PurgeFact {}

  /// The evaluation is not known (404): collected, so it was finished.
  record EvalGone() implements PurgeFact {}

  /// Nobody watches the evaluation any longer: the watch failed too often or took too long.
  record WatchEnded(String why) implements PurgeFact {}

  /// A request failed.
  ///
  /// @param status HTTP status for [Reach#ANSWERED], else 0
  /// @param retryAfter how long Nomad asked us to stay away; zero if it did not
  record Fault(Reach reach, int status, String text, Duration retryAfter) implements PurgeFact {
    /// One that the server answers for: it is overloaded, broken, or does not answer. A refusal
    /// (4xx) is not.
    public boolean strains() {
      return reach != Reach.ANSWERED || status == 429 || status >= 500;
    }

    /// Nomad does not accept the token for this: no fault of the job.
    public boolean forbidden() {
      return reach == Reach.ANSWERED && (status == 401 || status == 403);
    }
  }

  /// Nothing more may be sent: leadership lost, the archive does not hold the job, the audit log
  /// does not take the line, or the process is stopping.
  record Withdrawn(String why) implements PurgeFact {}

  /// How far a failed request got: can the server have acted?
  enum Reach {
    NOT_SENT,
    MAYBE_APPLIED,
    ANSWERED
  }
}
