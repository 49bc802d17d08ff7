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
    if (!moves.isEmpty()) {
      return first(moves);
    }
    if (!account.outHolds().isEmpty()) {
      return "not grown: " + first(account.outHolds());
    }
    Account.Demand demand = account.demand();
    int waiting = QueueDocument.allocations(report.facts().queued());
    if (waiting > 0) {
      return "not grown: of %d that wait %d have a place, %d are too young, the rest starts in time"
          .formatted(waiting, demand.placed(), QueueDocument.allocations(demand.early()));
    }
    return account.inHolds().isEmpty()
        ? "nothing waits, nothing is to be given back"
        : "not shrunk: " + first(account.inHolds());
  }

  private static String first(List<String> texts) {
    return texts.size() == 1
        ? texts.getFirst()
        : texts.getFirst() + " (and " + (texts.size() - 1) + " more)";
  }
}
