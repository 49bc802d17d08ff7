package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nomadops.client.model.JobKey;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.Question;
import nomadops.gc.purge.FreshJob;
import nomadops.gc.purge.PurgeFact;
import nomadops.gc.purge.PurgeFact.Reach;
import nomadops.gc.purge.PurgeTarget;

/// Nomad as the collector sees the runs of a few parents: they come and end for ever, lists lag
/// behind, requests fail, answers of deletes are lost, and users delete runs by hand.
final class RunsNomad implements PurgeTarget, JobList {
  private static final int PAGE = 7;
  static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");

  /// One run; it is dead from `dead` on (0 while it lives), and removed at `removed`.
  static final class Child {
    final String parent;
    final long created;
    final Outcome outcome;
    final JobKey key;
    long dead;
    long removed;

    Child(String parent, long created, Outcome outcome) {
      this.parent = parent;
      this.created = created;
      this.outcome = outcome;
      this.key = new JobKey("default", parent + "/dispatch-" + String.format("%09d", created));
    }

    JobKey key() {
      return key;
    }

    boolean stands() {
      return dead != 0 && removed == 0;
    }
  }

  final List<Child> runs = new ArrayList<>();
  private final TreeMap<String, Child> byId = new TreeMap<>();
  private final Random random;
  private final double faults;
  private long index = 1;
  private long lag;

  RunsNomad(double faults, Random random) {
    this.faults = faults;
    this.random = random;
  }

  void start(String parent) {
    Outcome[] outcomes = Outcome.values();
    Child run = new Child(parent, ++index, outcomes[random.nextInt(outcomes.length)]);
    runs.add(run);
    byId.put(run.key().id(), run);
  }

  /// One of the runs that live ends.
  void end() {
    List<Child> live = runs.stream().filter(run -> run.dead == 0).toList();
    if (!live.isEmpty()) {
      live.get(random.nextInt(live.size())).dead = ++index;
    }
  }

  /// A user deletes one that has ended.
  void deleteByHand() {
    List<Child> dead = runs.stream().filter(Child::stands).toList();
    if (!dead.isEmpty()) {
      dead.get(random.nextInt(dead.size())).removed = ++index;
    }
  }

  Child run(JobKey key) {
    return Objects.requireNonNull(byId.get(key.id()));
  }

  void lag(long indexes) {
    lag = indexes;
  }

  @Override
  public Page page(Optional<String> token, Set<String> metaKeys) {
    long view = Math.max(1, index - lag);
    List<Child> rows =
        byId.tailMap(token.orElse("")).values().stream()
            .filter(run -> run.dead != 0 && run.dead <= view)
            .filter(run -> run.removed == 0 || run.removed > view)
            .limit(PAGE + 1)
            .toList();
    boolean more = rows.size() > PAGE;
    return new Page(
        rows.stream().limit(PAGE).map(RunsNomad::row).toList(),
        view,
        more ? Optional.of(rows.getLast().key().id()) : Optional.empty());
  }

  private static DeadJob row(Child run) {
    AllocCounts counts =
        switch (run.outcome) {
          case COMPLETE -> new AllocCounts(0, 0, 0, 1, 0, 0, 0);
          case FAILED -> new AllocCounts(0, 0, 0, 0, 1, 0, 0);
          case LOST -> new AllocCounts(0, 0, 0, 0, 0, 1, 0);
          case NONE -> AllocCounts.NONE;
        };
    return new DeadJob(
        run.key(),
        JobType.BATCH,
        "dead",
        run.parent,
        false,
        false,
        false,
        LONG_AGO.plusMillis(run.created),
        counts,
        0,
        run.created,
        run.dead,
        run.created,
        0,
        Map.of());
  }

  @Override
  public PurgeFact read(JobKey key) {
    if (random.nextDouble() < faults) {
      return fault(Reach.ANSWERED, 500);
    }
    Child run = run(key);
    return run.removed == 0
        ? new PurgeFact.JobFound(
            new FreshJob("dead", false, 0, false, run.dead, run.created, index))
        : new PurgeFact.JobMissing(index);
  }

  @Override
  public PurgeFact details(DeadJob job, Set<Question> open) {
    return new PurgeFact.Details(0, 0, false, LONG_AGO);
  }

  @Override
  public PurgeFact delete(JobKey key) {
    if (random.nextDouble() < faults) {
      return fault(Reach.NOT_SENT, 0);
    }
    Child run = run(key);
    if (run.removed != 0) {
      return new PurgeFact.Receipt("", 0);
    }
    run.removed = ++index;
    return random.nextDouble() < faults
        ? fault(Reach.MAYBE_APPLIED, 0)
        : new PurgeFact.Receipt("eval-" + index, index);
  }

  @Override
  public PurgeFact awaitEval(JobKey key, String evalId, long after) {
    return new PurgeFact.EvalSeen("complete");
  }

  private static PurgeFact fault(Reach reach, int status) {
    return new PurgeFact.Fault(reach, status, "injected", Duration.ZERO);
  }
}
