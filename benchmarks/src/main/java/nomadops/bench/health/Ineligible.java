package nomadops.bench.health;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nomadops.simulator.journal.Effect;

/// What the simulator's journal says of clients out of scheduling.
///
/// @param most that ever were so at once
/// @param taken how often one was taken out
/// @param put how often one was put back
record Ineligible(int most, int taken, int put) {
  static Ineligible of(List<Effect> journal) {
    Set<String> out = new HashSet<>();
    int most = 0;
    int taken = 0;
    int put = 0;
    for (Effect effect : journal) {
      if (effect instanceof Effect.NodeEligibility change) {
        if (change.eligible()) {
          put += out.remove(change.nodeId()) ? 1 : 0;
        } else {
          taken += out.add(change.nodeId()) ? 1 : 0;
        }
        most = Math.max(most, out.size());
      }
    }
    return new Ineligible(most, taken, put);
  }
}
