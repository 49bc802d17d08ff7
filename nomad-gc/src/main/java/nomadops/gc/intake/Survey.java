package nomadops.gc.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Verdict;

/// Walks the list once and tells every verdict, without doing anything about it.
public final class Survey {
  private final JobList list;
  private final Judge judge;
  private final InstantSource clock;

  public Survey(JobList list, Judge judge, InstantSource clock) {
    this.list = list;
    this.judge = judge;
    this.clock = clock;
  }

  /// One complete list; two when the rules count runs.
  ///
  /// @throws nomadops.client.fault.NomadFault when a page cannot be had
  public Census walk(BiConsumer<DeadJob, Verdict> each) throws InterruptedException {
    CountingPass.over(token -> list.page(token, judge.metaKeys()), judge);
    Census census = new Census();
    Optional<String> token = Optional.empty();
    do {
      token = page(token, census, each).next();
    } while (token.isPresent());
    return census;
  }

  /// One page of it.
  ///
  /// @param token where it starts; empty for the first
  /// @param census counts what it shows
  /// @throws nomadops.client.fault.NomadFault when it cannot be had
  public JobList.Page page(Optional<String> token, Census census, BiConsumer<DeadJob, Verdict> each)
      throws InterruptedException {
    JobList.Page page = list.page(token, judge.metaKeys());
    Instant now = clock.instant();
    for (DeadJob job : page.jobs()) {
      judge.saw(job.jobModifyIndex(), job.submitTime(), now);
    }
    for (DeadJob job : page.jobs()) {
      Verdict verdict = judge.judge(job, now);
      census.add(verdict);
      each.accept(job, verdict);
    }
    return page;
  }
}
