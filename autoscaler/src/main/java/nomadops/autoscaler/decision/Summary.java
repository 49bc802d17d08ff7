package nomadops.autoscaler.decision;

import java.util.List;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.policy.pool.Account;

/// A decision in one sentence.
final class Summary {
  private Summary() {}

  static String of(PoolReport report) {
    List<String> moves = Gist.moves(report);
    Account account = report.step().account();
    if (report.leading() && report.trouble().isPresent()) {
      return "nothing could be done: " + report.trouble().get();
    }
    List<String> limits = limits(account);
    if (!moves.isEmpty()) {
      return first(moves) + (limits.isEmpty() ? "" : "; limited: " + first(limits));
    }
    if (!account.outHolds().isEmpty()) {
      return "not grown: " + first(account.outHolds());
    }
    Account.Demand demand = account.demand();
    int waiting = QueueDocument.allocations(report.facts().queued());
    if (waiting > 0) {
      if (!limits.isEmpty()) {
        return "not grown: " + first(limits);
      }
      return "not grown: of %d that wait %d have a place, %d are too young, the rest starts in time"
          .formatted(waiting, demand.placed(), QueueDocument.allocations(demand.early()));
    }
    return account.inHolds().isEmpty()
        ? "nothing waits, nothing is to be given back"
        : "not shrunk: " + first(account.inHolds());
  }

  /// What made a figure less than it would have been.
  private static List<String> limits(Account account) {
    return account.clamps().stream()
        .filter(clamp -> clamp.after() < clamp.before())
        .map(clamp ->
            "%s %d becomes %d: %s"
                .formatted(clamp.what(), clamp.before(), clamp.after(), clamp.reason()))
        .toList();
  }

  private static String first(List<String> texts) {
    return texts.size() == 1
        ? texts.getFirst()
        : texts.getFirst() + " (and " + (texts.size() - 1) + " more)";
  }
}
