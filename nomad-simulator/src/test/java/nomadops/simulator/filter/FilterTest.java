package nomadops.simulator.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FilterTest {
  private static final JsonNode ROW =
      JsonMapper.builder()
          .build()
          .readTree(
              "{\"Status\":\"dead\",\"Type\":\"batch\",\"ParentID\":\"\",\"Priority\":50,\"Stop\":false,\"Meta\":null,"
                  + "\"Tags\":{\"team\":\"blue\",\"odd.key\":\"x\"},\"Datacenters\":[\"dc1\",\"dc2\"]}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status == dead",
        "Status == \"dead\" and Type == `batch`",
        "Status != \"running\"",
        "ParentID == \"\"",
        "ParentID is empty and Datacenters is not empty",
        "Priority == 50 and Stop == false",
        "Tags.team == \"blue\" and Tags[\"odd.key\"] == \"x\"",
        "\"dc1\" in Datacenters and \"dc9\" not in Datacenters",
        "Datacenters contains \"dc2\"",
        "Status matches \"^de\" and Status not matches \"x\"",
        "not (Status == \"x\" or Type == \"y\")",
        "Status == \"x\" or Type == \"batch\" and Priority == 50",
        "Tags.none != \"x\"",
        "Meta is empty",
        "Meta.team != \"x\""
      })
  void holds(String filter) {
    assertThat(Filter.parse(filter).test(ROW::path)).as(filter).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status = dead",
        "Status ==",
        "Status == \"dead",
        "(Status == dead",
        "Status == dead Type",
        "<"
      })
  void cannotBeRead(String filter) {
    assertThatThrownBy(() -> Filter.parse(filter))
        .isInstanceOf(BadFilter.class)
        .hasMessageStartingWith("1:");
  }

  @Test
  void aFieldThatRowsDoNotHaveIsAnError() {
    assertThatThrownBy(() -> Filter.parse("Nonsense == 1").test(ROW::path))
        .isInstanceOf(BadFilter.class);
  }
}
