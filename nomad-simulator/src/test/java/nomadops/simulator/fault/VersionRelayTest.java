package nomadops.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class VersionRelayTest {
  private static final String JOB =
      "{\"Job\":{\"ID\":\"a\",\"Type\":\"batch\",\"TaskGroups\":[{\"Name\":\"g\",\"Count\":0,"
          + "\"Tasks\":[{\"Name\":\"t\",\"Driver\":\"mock_driver\"}]}]}}";

  private static BufferedReader send(VersionRelay relay, Socket socket, String request)
      throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    assertThat(socket.getPort()).isEqualTo(relay.address().getPort());
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void theStreamHasAnotherVersionAndItsLinesAsTheyAre() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start();
        VersionRelay relay = VersionRelay.before(nomad.address(), "HTTP/0.0");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort())) {
      BufferedReader lines =
          send(relay, socket, "GET /v1/event/stream?topic=Job HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(lines.readLine()).isEqualTo("HTTP/0.0 200 OK");
      String line = lines.readLine();
      while (!line.isEmpty()) {
        assertThat(line).doesNotContainIgnoringCase("Transfer-Encoding");
        line = lines.readLine();
      }
      assertThat(lines.readLine()).isEqualTo("{}");
      String _ = nomad.state().register(JOB);
      assertThat(lines.readLine()).startsWith("{\"Index\":").contains("JobRegistered");
    }
  }

  @Test
  void everythingElseIsHandedThrough() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start();
        VersionRelay relay = VersionRelay.before(nomad.address(), "HTTP/0.0");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort())) {
      String request =
          "PUT /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: " + JOB.length() + "\r\n\r\n" + JOB;
      assertThat(send(relay, socket, request).readLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(nomad.state().jobs()).isEqualTo(1);
    }
  }
}
