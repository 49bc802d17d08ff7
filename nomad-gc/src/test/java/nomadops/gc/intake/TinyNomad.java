package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nomadops.client.model.JobKey;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.Question;
import nomadops.gc.purge.FreshJob;
import nomadops.gc.purge.PurgeFact;
import nomadops.gc.purge.PurgeFact.Reach;
import nomadops.gc.purge.PurgeTarget;

/// Nomad as the collector sees it, in a few arrays: lists that lag behind, consistent reads,
/// deletes that may be lost on the way there or back, and users who register jobs again. Jobs are
/// numbered; each has at most one version at a time.
final class TinyNomad implements PurgeTarget, JobList {
  private static final int PAGE = 1000;
  private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
  private static final AllocCounts DONE = new AllocCounts(0, 0, 0, 1, 0, 0, 0);

  private final Random random;
  private final double faults;
  private final int jobs;
  private final long[] registered;
  private final long[] removed;
  private final long[] formerRegistered;
  private final long[] formerRemoved;
  private final boolean[] live;
  private long index;
  private long listLag;

  long deletesApplied;
  long deletesInVain;
  long liveDeleted;
  long faultsInjected;
  long stalePages;
  final List<Integer> wanted = new ArrayList<>();

  TinyNomad(int jobs, double faults, Random random) {
    this.jobs = jobs;
    this.faults = faults;
    this.random = random;
    this.registered = new long[jobs];
    this.removed = new long[jobs];
    this.formerRegistered = new long[jobs];
    this.formerRemoved = new long[jobs];
    this.live = new boolean[jobs];
    for (int i = 0; i < jobs; i++) {
      registered[i] = ++index;
    }
    index++;
  }

  static JobKey key(int job) {
    return new JobKey("default", String.format("job-%08d", job));
  }

  static int number(JobKey key) {
    return Integer.parseInt(key.id().substring(4));
  }

  int left() {
    int left = 0;
    for (int i = 0; i < jobs; i++) {
      left += removed[i] == 0 && !live[i] ? 1 : 0;
    }
    return left;
  }

  boolean exists(int job) {
    return removed[job] == 0;
  }

  long version(int job) {
    return registered[job];
  }

  long index() {
    return index;
  }

  /// How many indexes the next pages lag behind.
  void lag(long indexes) {
    listLag = indexes;
  }

  /// A user registers the job (again) and it runs.
  void register(int job) {
    if (removed[job] != 0) {
      formerRegistered[job] = registered[job];
      formerRemoved[job] = removed[job];
      removed[job] = 0;
    }
    registered[job] = ++index;
    live[job] = true;
  }

  /// Pages as an old follower knows them: tokens are job numbers.
  @Override
  public Page page(Optional<String> token, Set<String> metaKeys) {
    int from = token.map(Integer::parseInt).orElse(0);
    stalePages += listLag > 0 ? 1 : 0;
    long view = Math.max(1, index - listLag);
    List<DeadJob> rows = new ArrayList<>();
    int job = from;
    for (; job < jobs && rows.size() < PAGE; job++) {
      if (registered[job] <= view) {
        if ((removed[job] == 0 || removed[job] > view) && !live[job]) {
          rows.add(row(job, registered[job]));
        }
      } else if (formerRegistered[job] != 0
          && formerRegistered[job] <= view
          && formerRemoved[job] > view) {
        rows.add(row(job, formerRegistered[job]));
      }
    }
    return new Page(rows, view, job < jobs ? Optional.of(Integer.toString(job)) : Optional.empty());
  }

  private static DeadJob row(int job, long version) {
    Instant submitted = LONG_AGO.plus(Duration.ofMillis(version));
    return new DeadJob(
        key(job),
        JobType.BATCH,
        "dead",
        "",
        false,
        false,
        false,
        submitted,
        DONE,
        0,
        version,
        version,
        version,
        0,
        Map.of());
  }

  @Override
  public PurgeFact read(JobKey key) {
    if (random.nextDouble() < faults) {
      return fault(Reach.ANSWERED, 500);
    }
    int job = number(key);
    return removed[job] == 0
        ? new PurgeFact.JobFound(
            new FreshJob(
                live[job] ? "running" : "dead",
                false,
                0,
                false,
                registered[job],
                registered[job],
                index))
        : new PurgeFact.JobMissing(index);
  }

  @Override
  public PurgeFact details(DeadJob job, Set<Question> open) {
    return new PurgeFact.Details(0, 0, false, LONG_AGO);
  }

  @Override
  public PurgeFact delete(JobKey key) {
    double luck = random.nextDouble();
    if (luck < faults) {
      return fault(Reach.NOT_SENT, 0);
    } else if (luck < 2 * faults) {
      return fault(Reach.MAYBE_APPLIED, 0);
    } else if (luck < 3 * faults) {
      return fault(Reach.ANSWERED, 429);
    }
    PurgeFact receipt = applied(number(key));
    return luck < 4 * faults
        ? fault(Reach.MAYBE_APPLIED, 0)
        : luck < 5 * faults ? fault(Reach.ANSWERED, 500) : receipt;
  }

  private PurgeFact applied(int job) {
    if (removed[job] != 0) {
      deletesInVain++;
      return new PurgeFact.Receipt("", 0);
    }
    removed[job] = ++index;
    deletesApplied++;
    if (live[job]) {
      liveDeleted++;
      wanted.add(job);
    }
    live[job] = false;
    return new PurgeFact.Receipt("eval-" + index, index);
  }

  @Override
  public PurgeFact awaitEval(JobKey key, String evalId, long after) {
    if (random.nextDouble() < faults) {
      faultsInjected++;
      return new PurgeFact.EvalGone();
    }
    return new PurgeFact.EvalSeen("complete");
  }

  private PurgeFact fault(Reach reach, int status) {
    faultsInjected++;
    return new PurgeFact.Fault(reach, status, "injected", Duration.ZERO);
  }
}
