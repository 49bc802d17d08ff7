package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Retries;
import nomadops.client.fault.NomadFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The task API: HTTP over a unix socket.
final class UnixSocketTest {
  @TempDir private Path secrets;

  @Test
  void theTaskApiIsReachedThroughItsSocketWithTheIdentitysToken() throws Exception {
    Files.writeString(secrets.resolve("nomad_token"), "identity\n");
    List<String> heard = new CopyOnWriteArrayList<>();
    try (ServerSocketChannel server = serve(heard);
        NomadClient nomad =
            NomadClient.connect(
                Connection.taskApi(
                        Map.of("NOMAD_SECRETS_DIR", secrets.toString(), "NOMAD_TOKEN", "older"))
                    .build())) {
      assertThat(server.isOpen()).isTrue();
      assertThat(nomad.status().peers()).containsExactly("a");
      assertThat(nomad.status().peers()).containsExactly("a");
    }
    assertThat(heard).contains("GET /v1/status/peers HTTP/1.1", "X-Nomad-Token: identity");
  }

  @Test
  void aSocketThatIsNotThereIsUnreachable() {
    try (NomadClient nomad =
        NomadClient.connect(
            Connection.to("unix://" + secrets.resolve("absent.sock"))
                .retries(Retries.NONE)
                .build())) {
      NomadFault.NotSent fault =
          catchThrowableOfType(NomadFault.NotSent.class, nomad.status()::peers);
      assertThat(fault.reason()).isEqualTo(NomadFault.Reason.UNREACHABLE);
      assertThat(fault).hasMessageContaining("absent.sock");
    }
  }

  private ServerSocketChannel serve(List<String> heard) throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(secrets.resolve("api.sock")));
    Thread.ofVirtual().start(() -> answerAll(server, heard));
    return server;
  }

  private static void answerAll(ServerSocketChannel server, List<String> heard) {
    try {
      while (true) {
        try (SocketChannel peer = server.accept()) {
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(Channels.newInputStream(peer), StandardCharsets.UTF_8));
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.isEmpty()) {
              String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[\"a\"]";
              peer.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            }
          }
        }
      }
    } catch (java.io.IOException _) {
      // closed by the test
    }
  }
}
