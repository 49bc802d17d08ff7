package nomadops.deploy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nomadops.deploy.DeployedRules.Alert;
import nomadops.deploy.DeployedRules.Case;
import nomadops.deploy.DeployedRules.Check;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.Test;

/** Alerts say what to look at, are tried from three sides, and are listed in docs/alerts.md. */
class AlertsTest {
  private static final Pattern COMMAND = Pattern.compile("nomad-ops [a-z]+ [a-z]+");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{ \\$(?:labels\\.)?([a-z_]+)[^}]*}}");
  private static final String INTRODUCTION =
      """
      # Alerts

      The alerts of [deploy/prometheus/nomad-ops.rules.yml](../deploy/prometheus/nomad-ops.rules.yml), rendered from it. How to load them, and which of them a page is
      for: [deploy/README.md](../deploy/README.md). *after* is how long it must be so; none means at once, of a window that is part of the rule.
      """;

  @Test
  void theTableIsRenderedFromTheRules() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    Map<String, List<Alert>> groups =
        DeployedRules.alerts().stream()
            .collect(groupingBy(Alert::group, LinkedHashMap::new, toList()));
    groups.forEach((group, alerts) -> {
      page.append("\n## ").append(group.replace("nomad-ops-", "")).append("\n\n");
      page.append("| alert | severity | after | what it says | look at first |\n");
      page.append("|---|---|---|---|---|\n");
      alerts.forEach(alert -> page.append(row(alert)));
    });
    Golden.matches(Path.of("../docs/alerts.md"), page.toString());
  }

  private static String row(Alert alert) {
    return "| [`%s`](%s) | %s | %s | %s | %s |\n"
        .formatted(
            alert.name(),
            alert.annotation("runbook").replaceFirst("^docs/", ""),
            alert.severity(),
            alert.after(),
            words(alert.annotation("summary")),
            words(alert.annotation("description")));
  }

  /// Templates as a reader says them: `{{ $labels.pool }}` is POOL.
  private static String words(String template) {
    return TEMPLATE
        .matcher(template)
        .replaceAll(
            found -> found.group(1).equals("value") ? "N" : found.group(1).toUpperCase(Locale.ROOT))
        .replace("|", "\\|");
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToLookAt() {
    assertThat(DeployedRules.alerts())
        .hasSizeGreaterThan(30)
        .allSatisfy(alert -> {
          assertThat(alert.severity()).isIn("critical", "warning", "info");
          assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook");
          assertThat(alert.annotation("summary")).endsWith(".").hasSizeLessThan(200);
          assertThat(alert.annotation("description")).endsWith(".").doesNotContain("://");
        });
    assertThat(DeployedRules.alerts()).extracting(Alert::name).doesNotHaveDuplicates();
  }

  @Test
  void commandsThatAlertsAdviseExist() throws IOException {
    String help = Files.readString(Path.of("src/test/resources/golden/help.txt"));
    assertThat(DeployedRules.alerts())
        .allSatisfy(alert ->
            assertThat(COMMAND.matcher(alert.annotation("description")).results())
                .allSatisfy(found -> assertThat(help).contains("$ " + found.group() + " --")));
  }

  @Test
  void everyAlertIsSeenToFireToStayQuietAndToFlap() {
    Map<String, List<Case>> cases = DeployedRules.cases().stream().collect(groupingBy(Case::name));
    assertThat(DeployedRules.alerts())
        .allSatisfy(alert -> {
          List<Check> fires = checks(cases, alert, "fires");
          // Before, it may be seen not to fire too soon.
          assertThat(fires.getLast()).as(alert.name() + " fires").satisfies(AlertsTest::tells);
          List<Check> quiet = checks(cases, alert, "stays quiet");
          assertThat(quiet)
              .as(alert.name() + " stays quiet")
              .allSatisfy(check -> assertThat(check.expected()).isEmpty());
          List<Check> flaps = checks(cases, alert, "flaps");
          assertThat(flaps).as(alert.name() + " flaps").hasSizeGreaterThan(1);
          assertThat(flaps.getLast().expected()).as("it is over").isEmpty();
        });
    assertThat(cases).as("and no other cases").hasSize(3 * DeployedRules.alerts().size());
  }

  private static void tells(Check check) {
    assertThat(check.expected())
        .isNotEmpty()
        .allSatisfy(expected -> assertThat(expected).containsKeys("exp_labels", "exp_annotations"));
  }

  private static List<Check> checks(Map<String, List<Case>> cases, Alert alert, String what) {
    String name = alert.name() + " " + what;
    assertThat(cases).containsKey(name);
    assertThat(cases.get(name)).as(name).hasSize(1);
    List<Check> checks = cases.get(name).getFirst().checks();
    assertThat(checks).as(name).isNotEmpty().extracting(Check::alert).containsOnly(alert.name());
    return checks;
  }
}
