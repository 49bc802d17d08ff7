package nomadops.gc.bankrupt.plan;

/// What one look says about going on.
public sealed interface Finding {
  String text();

  /// As it should be.
  record Fits(String text) implements Finding {}

  /// To be known, and no reason to stop.
  record Mind(String text) implements Finding {}

  /// This is probably no bankruptcy: refused, unless the operator insists.
  record Doubt(String text) implements Finding {}

  /// It cannot work: refused.
  record Bar(String text) implements Finding {}
}
