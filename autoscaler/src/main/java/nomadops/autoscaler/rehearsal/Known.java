package nomadops.autoscaler.rehearsal;

import java.time.Instant;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;

/// What is the same of a node from turn to turn, made once; and where the view has it in this one.
final class Known {
  final String name;
  final Optional<String> instance;
  final Instant launchedAt;
  final Member coming;
  final Member serving;

  private int place;
  private long turn;

  Known(int id, long launchedAtMillis) {
    name = "n" + id;
    instance = Optional.of(name);
    launchedAt = Instant.ofEpochMilli(launchedAtMillis);
    coming = new Member(name, State.LAUNCHING, true, false, Optional.of(launchedAt));
    serving = new Member(name, State.IN_SERVICE, true, false, Optional.of(launchedAt));
  }

  void seen(int index, long inTurn) {
    place = index;
    turn = inTurn;
  }

  /// Its index in the view of this turn; -1 when it was not in it.
  int place(long ofTurn) {
    return turn == ofTurn ? place : -1;
  }
}
