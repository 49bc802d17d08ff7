package nomadops.gc.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Verdict;

/// Walks the list once and has every job judged by two policies, without doing anything about it.
public final class Comparison {
  private final JobList list;
  private final Judge before;
  private final Judge after;
  private final InstantSource clock;

  public Comparison(JobList list, Judge before, Judge after, InstantSource clock) {
    this.list = list;
    this.before = before;
    this.after = after;
    this.clock = clock;
  }

  /// Hears of every job.
  @FunctionalInterface
  public interface Listener {
    void judged(DeadJob job, Verdict before, Verdict after);
  }

  /// One complete list; two when rules count runs.
  ///
  /// @throws nomadops.client.fault.NomadFault when a page cannot be had
  public void walk(Listener each) throws InterruptedException {
    Set<String> keys = new HashSet<>(before.metaKeys());
    keys.addAll(after.metaKeys());
    CountingPass.over(token -> list.page(token, keys), before, after);
    Optional<String> token = Optional.empty();
    do {
      JobList.Page page = list.page(token, keys);
      Instant now = clock.instant();
      for (DeadJob job : page.jobs()) {
        before.saw(job.jobModifyIndex(), job.submitTime(), now);
        after.saw(job.jobModifyIndex(), job.submitTime(), now);
      }
      for (DeadJob job : page.jobs()) {
        each.judged(job, before.judge(job, now), after.judge(job, now));
      }
      token = page.next();
    } while (token.isPresent());
  }
}
