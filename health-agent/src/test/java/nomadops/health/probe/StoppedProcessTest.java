package nomadops.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.health.probe.policy.Answering;
import nomadops.health.probe.policy.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A real process that is stopped (SIGSTOP) and goes on again (SIGCONT).
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class StoppedProcessTest {
  /// Answers every connection 403, as a Nomad would whose token it does not know.
  static final class Answers {
    private Answers() {}

    public static void main(String[] ignored) throws IOException {
      byte[] forbidden =
          "HTTP/1.1 403 Forbidden\r\nContent-Length: 17\r\nConnection: close\r\n\r\nPermission denied"
              .getBytes(StandardCharsets.US_ASCII);
      try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        System.out.println(server.getLocalPort());
        while (true) {
          try (Socket socket = server.accept()) {
            byte[] request = new byte[8_192];
            if (socket.getInputStream().read(request) > 0) {
              socket.getOutputStream().write(forbidden);
            }
          }
        }
      }
    }
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private static Sight look(int port) throws InterruptedException {
    Connection connection =
        Connection.to("http://127.0.0.1:" + port)
            .requestTimeout(Duration.ofSeconds(2))
            .build()
            .triedOnce();
    try (NomadClient nomad = NomadClient.connect(connection)) {
      return new ServerLook(nomad, nomad).server();
    }
  }

  @Test
  void itIsSilentWhileItIsStoppedAndRefusesOnceItIsGone() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                Path.of(
                        StoppedProcessTest.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString(),
                Answers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      int port = Integer.parseInt(out.readLine().strip());
      assertThat(look(port).answering()).isEqualTo(Answering.ANSWERS);
      signal(process, "STOP");
      assertThat(look(port).answering()).isEqualTo(Answering.SILENT);
      signal(process, "CONT");
      assertThat(look(port).answering()).isEqualTo(Answering.ANSWERS);
      process.destroyForcibly().waitFor();
      assertThat(look(port).answering()).isEqualTo(Answering.REFUSES);
    } finally {
      process.destroyForcibly();
    }
  }
}
