package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SimulatorOptionsTest {
  @Test
  void anIdleStreamIsAsQuietAsARealServers() {
    assertThat(SimulatorOptions.defaults().heartbeat()).isEqualTo(Duration.ofSeconds(30));
  }
}
