package nomadops.health.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
  private static final Duration EACH = Duration.ofSeconds(5);

  private static String closed() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void oneServerThatTakesConnectionsIsEnough() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String open = "127.0.0.1:" + server.getLocalPort();
      Finding finding = ServerCheck.reach(List.of(closed(), open), EACH);

      assertThat(finding).isEqualTo(Finding.ok(open + " takes connections"));
    }
  }

  @Test
  void allThatDoNotAreNamed() throws Exception {
    String one = closed();
    Finding finding = ServerCheck.reach(List.of(one, "nonsense"), EACH);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.failedTargets()).containsExactlyInAnyOrder(one, "nonsense");
    assertThat(finding.reason()).contains("\"nonsense\" is no host:port");
  }

  @Test
  void addressesOfBothKindsAreRead() {
    assertThat(Servers.address("[::1]:4647").getAddress().isLoopbackAddress()).isTrue();
    assertThat(Servers.address("127.0.0.1:4647").getPort()).isEqualTo(4647);
  }
}
