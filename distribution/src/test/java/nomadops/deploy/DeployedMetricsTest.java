package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nomadops.deploy.DeployedRules.Alert;
import nomadops.deploy.DeployedRules.Case;
import nomadops.deploy.DeployedRules.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules, their cases and dashboards ask for series and labels that there are, and no other. */
class DeployedMetricsTest {
  private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.([a-z_]+)");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *([a-z_]+)\\)");

  private SeriesCatalogue catalogue;
  private final List<String> faults = new ArrayList<>();

  @BeforeEach
  void recordedSeriesAreKnownToo() throws IOException {
    catalogue = SeriesCatalogue.read();
    for (Recording recording : DeployedRules.recordings()) {
      catalogue.record(recording.name(), labels(recording.name(), recording.expression()));
    }
  }

  @Test
  void recordingRulesAskForWhatIsServed() {
    assertThat(DeployedRules.recordings()).isNotEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void alertsAskForWhatIsServedAndTellLabelsThatTheyHave() {
    for (Alert alert : DeployedRules.alerts()) {
      Set<String> labels = labels(alert.name(), alert.expression());
      String words = alert.annotation("summary") + alert.annotation("description");
      TEMPLATE_LABEL
          .matcher(words)
          .results()
          .map(result -> result.group(1))
          .filter(label -> !labels.contains(label))
          .forEach(label -> faults.add(alert.name() + " tells a label that it lacks: " + label));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void whatAlertsTellInWordsIsServed() {
    Pattern name = Pattern.compile("\\bnomad_[a-z_]+[a-z]\\b");
    for (Alert alert : DeployedRules.alerts()) {
      name.matcher(alert.annotation("description"))
          .results()
          .map(MatchResult::group)
          .forEach(series -> words(alert.name(), series));
    }
    assertThat(faults).isEmpty();
  }

  /// In words a histogram goes by its name alone.
  private void words(String where, String series) {
    try {
      Set<String> _ = catalogue.labels(series);
    } catch (IllegalArgumentException e) {
      Set<String> _ = labels(where, series + "_count");
    }
  }

  @Test
  void casesAreGivenSeriesThatCouldBeServed() {
    for (Case each : DeployedRules.cases()) {
      each.series().forEach(series -> labels(each.name(), series));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void dashboardsAskForWhatIsServed() {
    for (Dashboard dashboard : Dashboard.all()) {
      dashboard.expressions().forEach(expression -> labels(dashboard.toString(), expression));
      dashboard.variables().stream()
          .filter(variable -> variable.path("type").asString("").equals("query"))
          .forEach(variable -> labelValues(dashboard, variable));
    }
    assertThat(faults).isEmpty();
  }

  private void labelValues(Dashboard dashboard, JsonNode variable) {
    String query = variable.path("query").path("query").asString("");
    var parts = LABEL_VALUES.matcher(query);
    assertThat(parts.matches()).as("%s: %s", dashboard, query).isTrue();
    Set<String> labels = labels(dashboard.toString(), parts.group(1));
    if (!labels.contains(parts.group(2))) {
      faults.add(dashboard + ": no such label: " + query);
    }
  }

  @Test
  void aSeriesOrLabelThatDoesNotExistIsFound() {
    assertThatThrownBy(() -> PromQl.labels("sum(nomad_jobz)", catalogue::labels))
        .hasMessageContaining("no process serves nomad_jobz");
    for (String wrong :
        List.of(
            "nomad_jobs{state=\"dead\"}",
            "sum by (node_pool) (nomad_jobs)",
            "sum without (queue) (rate(nomad_task_restarts_total[5m]))",
            "nomad_jobs / on (pool) nomad_jobs",
            "max by (namespace) (nomad_jobs) > 0 and nomad_nodes{namespace=\"x\"}")) {
      assertThatThrownBy(() -> PromQl.labels(wrong, catalogue::labels))
          .as(wrong)
          .hasMessageContaining("no label");
    }
  }

  @Test
  void theLabelsOfAResultAreKnown() {
    assertThat(result("nomad_jobs")).contains("namespace", "type", "status", "instance");
    assertThat(result("sum by (type) (nomad_jobs)")).containsExactly("type");
    assertThat(result("max without (instance, pod) (nomad_jobs{type=\"batch\"} offset 1d) > 0"))
        .containsExactlyInAnyOrder("job", "namespace", "type", "status");
    assertThat(result("label_replace(max(nomad_jobs), \"of\", \"jobs\", \"\", \"\")"))
        .containsExactly("of");
    assertThat(
            result(
                "histogram_quantile(0.9, sum by (le) (rate(nomad_allocation_start_seconds_bucket[5m])))"))
        .isEmpty();
  }

  private Set<String> result(String expression) {
    return PromQl.labels(expression, catalogue::labels);
  }

  private Set<String> labels(String where, String expression) {
    try {
      return PromQl.labels(expression, catalogue::labels);
    } catch (IllegalArgumentException e) {
      faults.add(where + ": " + e.getMessage());
      return Set.of();
    }
  }
}
