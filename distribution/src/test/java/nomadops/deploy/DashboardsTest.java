package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Dashboards can be imported anywhere, and each panel says what it shows. */
class DashboardsTest {
  private static final int COLUMNS = 24;

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void noTwoDashboardsAreOne() {
    assertThat(dashboards()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(dashboards()).extracting(each -> each.get("uid")).doesNotHaveDuplicates();
    assertThat(dashboards()).extracting(each -> each.get("title")).doesNotHaveDuplicates();
    assertThat(dashboards()).allSatisfy(each -> assertThat(each.get("uid")).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theDatasourceIsChosenByWhoLooks(Dashboard dashboard) {
    assertThat(dashboard.variables().getFirst().path("type").asString("")).isEqualTo("datasource");
    assertThat(dashboard.variables().getFirst().path("name").asString("")).isEqualTo("datasource");
    assertThat(dashboard.everything("datasource"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("uid").asString("")).isEqualTo("${datasource}"));
    assertThat(dashboard.json().has("__inputs")).isFalse();
    assertThat(dashboard.json().has("id")).as("an id of one Grafana").isFalse();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShows(Dashboard dashboard) {
    assertThat(dashboard.json().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(dashboard.panels())
        .isNotEmpty()
        .allSatisfy(panel -> {
          JsonNode defaults = panel.path("fieldConfig").path("defaults");
          assertThat(panel.path("title").asString("")).isNotEmpty();
          assertThat(panel.path("description").asString("")).endsWith(".");
          assertThat(defaults.path("unit").asString("")).isNotEmpty();
          assertThat(Dashboard.list(defaults.path("thresholds").path("steps"))).isNotEmpty();
          assertThat(Dashboard.list(panel.path("targets"))).isNotEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieBesideEachOther(Dashboard dashboard) {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.everyPanel()) {
      String title = panel.path("title").asString("");
      assertThat(ids.add(panel.path("id").asInt())).as("the id of %s", title).isTrue();
      JsonNode place = panel.path("gridPos");
      int left = place.path("x").asInt();
      int right = left + place.path("w").asInt();
      assertThat(right).as("%s fits", title).isBetween(1, COLUMNS);
      for (int y = place.path("y").asInt();
          y < place.path("y").asInt() + place.path("h").asInt();
          y++) {
        for (int x = left; x < right; x++) {
          assertThat(taken.add(x + "," + y)).as("%s lies on another", title).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theFileCanBeReadAndCompared(Dashboard dashboard) {
    assertThat(dashboard.text()).startsWith("{\n  \"").endsWith("}\n").doesNotContain("\t");
  }

  /// A variable that no panel uses is a switch that does nothing.
  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableIsUsed(Dashboard dashboard) {
    assertThat(dashboard.variables())
        .allSatisfy(variable -> {
          String name = variable.path("name").asString("");
          if (!name.equals("datasource")) {
            assertThat(dashboard.expressions()).as(name).anyMatch(e -> e.contains("$" + name));
          }
        });
  }
}
