package nomadops.health.scheduling;

import java.util.ArrayList;
import java.util.List;
import nomadops.health.scheduling.policy.Outcome;

/// Keeps what it was told.
final class Told implements Looks {
  final List<Outcome> outcomes = new ArrayList<>();
  int notLeading;

  @Override
  public void looked(Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void notLeading() {
    notLeading++;
  }

  Outcome last() {
    return outcomes.getLast();
  }
}
