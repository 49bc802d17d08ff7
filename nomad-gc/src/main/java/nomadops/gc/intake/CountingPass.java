package nomadops.gc.intake;

import java.util.Optional;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.LastRuns;

/// A walk through the list that judges nothing and only counts each parent's runs: the first one
/// after a start, or after a change of rules.
final class CountingPass {
  /// Where pages come from.
  @FunctionalInterface
  interface Pages {
    JobList.Page page(Optional<String> token) throws InterruptedException;
  }

  private CountingPass() {}

  /// One complete list.
  ///
  /// @throws nomadops.client.fault.NomadFault when a page cannot be had: nothing was counted then
  static void over(Pages pages, Judge judge) throws InterruptedException {
    LastRuns runs = judge.counting();
    Optional<String> token = Optional.empty();
    do {
      JobList.Page page = pages.page(token);
      for (DeadJob job : page.jobs()) {
        runs.add(job);
      }
      token = page.next();
    } while (token.isPresent());
    judge.counted(runs);
  }
}
