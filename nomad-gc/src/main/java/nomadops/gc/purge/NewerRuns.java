package nomadops.gc.purge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.time.Ticker;
import nomadops.gc.policy.Run;

/// Reads, consistently, whether the newer runs still stand for which a job may go: a user, or
/// Nomad's own collector, may have deleted one since the list.
///
/// A parent's old runs go by the hundred and all name the same newer ones, so what was read is
/// believed for a moment. For many threads; memory is bounded.
public final class NewerRuns {
  private static final Duration BELIEVED = Duration.ofSeconds(2);
  private static final int REMEMBERED = 256;

  private final PurgeTarget target;
  private final Ticker ticker;
  private final Map<List<Run>, Long> stood = new LinkedHashMap<>();

  public NewerRuns(PurgeTarget target, Ticker ticker) {
    this.target = target;
    this.ticker = ticker;
  }

  /// What keeps the job from going: [PurgeFact.NewerRunGone] or a fault; empty if all stand.
  public Optional<PurgeFact> objection(List<Run> newer) throws InterruptedException {
    if (stoodLately(newer)) {
      return Optional.empty();
    }
    long asked = ticker.nanos();
    for (Run run : newer) {
      switch (target.read(run.key())) {
        case PurgeFact.JobFound(FreshJob job) when stands(run, job) -> {}
        case PurgeFact.JobFound _, PurgeFact.JobMissing _ -> {
          return Optional.of(new PurgeFact.NewerRunGone(run.key()));
        }
        case PurgeFact other -> {
          return Optional.of(other);
        }
      }
    }
    remember(newer, asked);
    return Optional.empty();
  }

  private static boolean stands(Run run, FreshJob job) {
    return job.status().equals("dead") && job.jobModifyIndex() == run.jobModifyIndex();
  }

  private synchronized boolean stoodLately(List<Run> newer) {
    Long asked = stood.get(newer);
    return asked != null && ticker.nanos() - asked < BELIEVED.toNanos();
  }

  private synchronized void remember(List<Run> newer, long asked) {
    stood.remove(newer);
    stood.put(newer, asked);
    if (stood.size() > REMEMBERED) {
      stood.remove(stood.keySet().iterator().next());
    }
  }
}
