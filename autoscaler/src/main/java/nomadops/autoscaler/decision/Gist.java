package nomadops.autoscaler.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nomadops.autoscaler.MoveWords;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.policy.pool.Account;

/// What makes a decision another than the one before: what was done, what held it back, and the
/// size of the pool. How much waits and how much is needed is no part of it; that changes all the
/// time, and comes as a span.
///
/// @param moves with what became of each
/// @param held reasons without the figures in them: ages grow from turn to turn
record Gist(
    boolean leading,
    Account.Strength strength,
    Optional<String> template,
    int newNodes,
    List<String> moves,
    List<String> held,
    Optional<String> trouble) {
  static Gist of(PoolReport report) {
    Account account = report.step().account();
    return new Gist(
        report.leading(),
        account.strength(),
        account.template().map(template -> template.source()),
        account.demand().inTime(),
        moves(report),
        Stream.of(
                account.clamps().stream().map(c -> c.what() + ": " + c.reason()),
                account.outHolds().stream(),
                account.inHolds().stream())
            .flatMap(texts -> texts)
            .map(Account::withoutFigures)
            .toList(),
        report.trouble());
  }

  boolean hasMoves() {
    return !moves.isEmpty();
  }

  /// Each move, and what became of it unless it was done.
  static List<String> moves(PoolReport report) {
    List<String> moves = new ArrayList<>();
    if (report.deeds().isEmpty()) {
      report
          .step()
          .moves()
          .forEach(move -> moves.add("would " + MoveWords.text(move) + ": " + move.reason()));
      return moves;
    }
    for (PoolReport.Deed deed : report.deeds()) {
      String word = deed.outcome().word();
      moves.add(
          word.equals("done")
              ? MoveWords.text(deed.move()) + ": " + deed.move().reason()
              : MoveWords.text(deed.move()) + ": " + word + ": " + deed.outcome().reason());
    }
    return moves;
  }
}
