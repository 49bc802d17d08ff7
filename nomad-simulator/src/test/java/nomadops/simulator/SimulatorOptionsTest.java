package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nomadops.simulator.json.NodeJson;
import org.junit.jupiter.api.Test;

final class SimulatorOptionsTest {
  @Test
  void anIdleStreamIsAsQuietAsARealServers() {
    assertThat(SimulatorOptions.defaults().heartbeat()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theVersionIsTheTemplatesUnlessItIsSetAndMustLookLikeOne() {
    SimulatorOptions options = SimulatorOptions.defaults();
    assertThat(options.version()).isEqualTo(NodeJson.VERSION);
    assertThat(options.withVersion("1.8.4").withNodes(3).withSeed(7).version()).isEqualTo("1.8.4");
    assertThat(options.withVersion("1.8.4").withNodeSize(1, 2).version()).isEqualTo("1.8.4");
    assertThat(options.withVersion("1.8.4").withEvents(Duration.ofSeconds(1), 2).version())
        .isEqualTo("1.8.4");
    assertThatThrownBy(() -> options.withVersion("latest"))
        .hasMessage("version must be like 2.0.5, not \"latest\"");
  }
}
