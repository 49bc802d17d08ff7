package nomadops.simulator.filter;

/// A condition on rows.
public sealed interface Filter permits Condition {
  /// Reads a filter.
  ///
  /// @throws BadFilter with the parser's complaint
  static Filter parse(String text) {
    return new Parser(text).filter();
  }

  /// Whether the row passes.
  ///
  /// @throws BadFilter when it names a field that the row does not have
  boolean test(Fields row);
}
