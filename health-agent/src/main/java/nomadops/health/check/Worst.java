package nomadops.health.check;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.stream.Stream;

/// One finding of several: as bad as the worst of them. Doubt is worse than OK. Every target that
/// failed one of those that are told is named.
public final class Worst {
  /// Between the reasons of unequal findings; also between equal ones whose reasons have commas.
  private static final String APART = "; ";

  private Worst() {}

  /// The worst ones alone, as nobody asks how the others are.
  ///
  /// @param nothing why it cannot be told when there are none
  public static Finding alone(List<Finding> findings, String nothing) {
    return byHealth(findings)
        .findFirst()
        .map(worst -> together(worst, reasons(worst, APART)))
        .orElseGet(() -> Finding.unknown(nothing));
  }

  /// The worst ones first and then the others, as they say how far the trouble goes.
  ///
  /// @param findings at least one
  /// @param between the reasons of equally bad ones, e.g. a comma and a space
  public static Finding first(List<Finding> findings, String between) {
    List<Finding> ordered = byHealth(findings).flatMap(List::stream).toList();
    String all = byHealth(findings).map(alike -> reasons(alike, between)).collect(joining(APART));
    return together(ordered, all);
  }

  /// Those that are equally bad together, the worst first.
  private static Stream<List<Finding>> byHealth(List<Finding> findings) {
    return Stream.of(Health.FAIL, Health.UNKNOWN, Health.OK)
        .map(health -> findings.stream().filter(finding -> finding.health() == health).toList())
        .filter(alike -> !alike.isEmpty());
  }

  private static String reasons(List<Finding> alike, String between) {
    return alike.stream().map(Finding::reason).distinct().collect(joining(between));
  }

  private static Finding together(List<Finding> worstFirst, String reason) {
    return new Finding(
        worstFirst.getFirst().health(),
        reason,
        worstFirst.stream()
            .flatMap(finding -> finding.failedTargets().stream())
            .collect(toUnmodifiableSet()));
  }
}
