package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DeploymentTest {
  private static Deployment read(String status, String group) {
    String json =
        "{\"ID\":\"d\",\"Status\":\"" + status + "\",\"TaskGroups\":{\"g\":" + group + "}}";
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), Deployment.class);
  }

  @Test
  void canariesWaitForSomebodyUnlessTheyPromoteThemselves() {
    String canary = "{\"DesiredCanaries\":1,\"PlacedCanaries\":[\"a\",\"b\"]";
    assertThat(read("running", canary + "}").requiresPromotion()).isTrue();
    assertThat(read("running", canary + "}").taskGroups().get("g").placedCanaries()).isEqualTo(2);
    assertThat(read("running", canary + ",\"Promoted\":true}").requiresPromotion()).isFalse();
    assertThat(read("running", canary + ",\"AutoPromote\":true}").requiresPromotion()).isFalse();
    assertThat(read("failed", canary + "}").requiresPromotion()).isFalse();
    assertThat(read("running", "{\"DesiredTotal\":3}").requiresPromotion()).isFalse();
  }

  @Test
  void goZeroTimeIsNoDeadline() {
    assertThat(
            read("running", "{\"RequireProgressBy\":\"0001-01-01T00:00:00Z\"}")
                .taskGroups()
                .get("g")
                .requireProgressBy())
        .isEmpty();
  }

  @Test
  void noGroupsAreNoFault() {
    Deployment none =
        NomadJson.read("{\"TaskGroups\":null}".getBytes(StandardCharsets.UTF_8), Deployment.class);
    assertThat(none.taskGroups()).isEmpty();
    assertThat(none.isTerminal()).isFalse();
  }
}
