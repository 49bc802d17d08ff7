package nomadops.health.quarantine.policy;

import java.util.List;

/// What one step came to.
///
/// @param decisions to be performed in this order
/// @param next what to remember, whether or not the decisions could be performed
public record Step(List<Decision> decisions, QuarantineState next) {
  public Step {
    decisions = List.copyOf(decisions);
  }
}
