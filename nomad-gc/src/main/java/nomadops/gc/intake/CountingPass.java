package nomadops.gc.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  /// One complete list, if any of these needs it.
  ///
  /// @throws nomadops.client.fault.NomadFault when a page cannot be had: nothing was counted then
  static void over(Pages pages, Judge... judges) throws InterruptedException {
    List<Judge> asking = Stream.of(judges).filter(Judge::mustCount).toList();
    if (asking.isEmpty()) {
      return;
    }
    List<LastRuns> counts = asking.stream().map(Judge::counting).toList();
    Optional<String> token = Optional.empty();
    do {
      JobList.Page page = pages.page(token);
      for (DeadJob job : page.jobs()) {
        counts.forEach(runs -> runs.add(job));
      }
      token = page.next();
    } while (token.isPresent());
    for (int i = 0; i < asking.size(); i++) {
      asking.get(i).counted(counts.get(i));
    }
  }
}
