package nomadops.drainer.cli;

/// Small grammar.
final class Words {
  private Words() {}

  /// `1 allocation`, `2 allocations`.
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
