package nomadops.health.host;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;

/// One finding of several paths: the worst of them, of which all are told.
final class Worst {
  private Worst() {}

  static Finding of(List<Finding> findings) {
    return Stream.of(Health.FAIL, Health.UNKNOWN, Health.OK)
        .map(health -> findings.stream().filter(finding -> finding.health() == health).toList())
        .filter(some -> !some.isEmpty())
        .findFirst()
        .map(Worst::together)
        .orElseGet(() -> Finding.unknown("there are no paths to look at"));
  }

  private static Finding together(List<Finding> alike) {
    String reasons =
        alike.stream().map(Finding::reason).distinct().collect(Collectors.joining("; "));
    return new Finding(alike.getFirst().health(), reasons, Set.of());
  }
}
