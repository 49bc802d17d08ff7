package nomadops.bench;

/// Retention rules of the scenarios, as an operator writes them.
final class Policies {
  private Policies() {}

  /// Purges what has this id prefix, and keeps everything else.
  static String collect(String idPrefix) {
    return """
    leader: none
    allow-short-keep: true
    retention:
      - name: under test
        id: "%s*"
        keep-for: 0s
      - name: the rest
        keep: forever
    """
        .formatted(idPrefix);
  }

  /// Looks at every dead job, and keeps it: too young.
  static String keepAll() {
    return """
    leader: none
    keep-for: 1000h
    """;
  }
}
