package nomadops.bench.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.docker.DockerCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the bench's daemon is to the agent's own check.
@Timeout(60)
class HangingDockerTest {
  @TempDir Path folder;

  @Test
  void itIsWellUntilItHangsOverItsContainers() throws Exception {
    Path socket = folder.resolve("docker.sock");
    DockerCheck check = new DockerCheck(socket, Ticker.system(), Pause.system());
    try (HangingDocker docker = HangingDocker.at(socket)) {
      assertThat(check.look(Duration.ofSeconds(10)).health()).isEqualTo(Health.OK);
      assertThat(docker.whole()).isEqualTo(1);

      docker.hang();

      Finding hung = check.look(Duration.ofSeconds(2));
      assertThat(hung.health()).isEqualTo(Health.FAIL);
      assertThat(hung.reason()).contains("containers");
      // Everything else was answered, as a daemon does that is stuck over one container.
      assertThat(docker.whole()).isEqualTo(2);
    }
  }
}
