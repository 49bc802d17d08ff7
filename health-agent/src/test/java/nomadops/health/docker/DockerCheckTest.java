package nomadops.health.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DockerCheckTest {
  /// For what must not be cut short on a busy machine.
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir private Path folder;

  @Test
  void aHealthyDaemonIsOkAndTheLatencyOfEachCallIsSaid() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      Finding finding = check().look(LONG);

      assertThat(finding.health()).isEqualTo(Health.OK);
      assertThat(finding.reason())
          .matches("/_ping \\d+ ms, /version \\d+ ms, /containers/json \\d+ ms, /info \\d+ ms");
      assertThat(docker.asked())
          .containsExactly("GET /_ping", "GET /version", "GET /containers/json", "GET /info");
    }
  }

  @Test
  void aDaemonThatTellsItsVersionWhileItsListHangsIsSick() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      docker.on("GET /containers/json", docker.hang());

      Finding finding = check().look(Duration.ofSeconds(3));

      assertThat(finding.health()).isEqualTo(Health.FAIL);
      assertThat(finding.reason()).startsWith("/containers/json did not answer in ");
      assertThat(finding.reason()).contains("; /_ping ", "/version ", "/info ");
    }
  }

  @Test
  void aSlowDaemonIsOkWhileItKeepsWithinItsTime() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      docker.on("GET /", docker.slow(Duration.ofMillis(60)));

      Finding finding = check().look(LONG);

      assertThat(finding.health()).isEqualTo(Health.OK);
      // None can have been faster than it was asked to be.
      assertThat(finding.reason()).doesNotContainPattern(" [1-5]?[0-9] ms");
    }
  }

  @Test
  void whatEachReplySaysOfTheDaemon() {
    assertThat(Question.INFO.judge(new Reply.Denied("no")).health()).isEqualTo(Health.UNKNOWN);
    assertThat(Question.INFO.judge(new Reply.Absent("no")).health()).isEqualTo(Health.FAIL);
    assertThat(Question.LIST.judge(new Reply.Silent("did not answer", SHORT)))
        .isEqualTo(Finding.fail("/containers/json did not answer in 400 ms"));
    assertThat(Question.LIST.judge(new Reply.Answered(200, "{}", SHORT)).health())
        .isEqualTo(Health.FAIL);
    assertThat(
            Question.VERSION.judge(new Reply.Answered(200, "{\"ApiVersion\":1}", SHORT)).health())
        .isEqualTo(Health.FAIL);
    assertThat(Question.INFO.judge(new Reply.Answered(401, "", SHORT)).health())
        .isEqualTo(Health.UNKNOWN);
  }

  @Test
  void aDaemonThatIsStoppedIsSickHoweverManyWaitForIt() throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    try (FakeDocker docker = FakeDocker.stopped(socket())) {
      assertThat(check().look(SHORT).reason()).contains("/_ping did not answer in ");
      for (int i = 0; i < 8; i++) {
        SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX);
        waiting.add(peer);
        peer.configureBlocking(false);
        try {
          boolean _ = peer.connect(UnixDomainSocketAddress.of(socket()));
        } catch (java.net.SocketException _) {
          break;
        }
      }

      Finding finding = check().look(SHORT);

      assertThat(finding.health()).isEqualTo(Health.FAIL);
      assertThat(finding.reason()).startsWith("/_ping took no connection (");
      assertThat(docker.heard).isEmpty();
    } finally {
      for (SocketChannel peer : waiting) {
        peer.close();
      }
    }
  }

  @Test
  void oneThatSendsItsAnswerByTheByteDoesNotHoldTheCheck() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      docker.on(
          "GET /info",
          (peer, asked) -> {
            while (true) {
              FakeDocker.raw("H").answer(peer, asked);
              Pause.system().sleep(Duration.ofMillis(5));
            }
          });

      assertThat(check().look(SHORT).reason()).contains("/info ");
      assertThat(check().look(SHORT).health()).isEqualTo(Health.FAIL);
    }
  }

  @Test
  void aBodyThatStopsIsSilenceAndOneThatIsCutIsBroken() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      String half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a";
      docker.on(
          "GET /info",
          (peer, asked) -> {
            FakeDocker.raw(half).answer(peer, asked);
            docker.hang().answer(peer, asked);
          });
      assertThat(check().look(Duration.ofSeconds(2)).reason())
          .startsWith("/info stopped amid its answer in ");

      docker.on("GET /info", FakeDocker.raw(half));
      Finding cut = check().look(LONG);
      assertThat(cut.health()).isEqualTo(Health.FAIL);
      assertThat(cut.reason()).startsWith("/info cut its answer off, 3 of 10 bytes into a length");
    }
  }

  @Test
  void garbageIsSickAndNamedOnWhicheverCallItComes() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      for (String path : List.of("/_ping", "/version", "/containers/json", "/info")) {
        docker.on("GET " + path, FakeDocker.raw("SSH-2.0-OpenSSH_9.6\r\n"));
        Finding finding = check().look(LONG);
        assertThat(finding.health()).isEqualTo(Health.FAIL);
        assertThat(finding.reason())
            .startsWith(path + " answered without a status of HTTP: SSH-2.0-OpenSSH_9.6");
        docker.on(
            "GET " + path, FakeDocker.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html"));
        assertThat(check().look(LONG).reason())
            .startsWith(path + " answered what no Docker daemon does: <html");
        docker.on("GET " + path, FakeDocker.raw(""));
        assertThat(check().look(LONG).reason())
            .startsWith(path + " closed the connection without an answer");
        docker.well("GET " + path);
      }
    }
  }

  @Test
  void anErrorIsSickAndWhatThisProcessMayNotAskIsUnknown() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      docker.on("GET /info", FakeDocker.status(403, "authorization denied by plugin"));
      Finding denied = check().look(LONG);
      assertThat(denied.health()).isEqualTo(Health.UNKNOWN);
      assertThat(denied.reason())
          .startsWith("/info is not allowed to this process: authorization denied by plugin");

      docker.on("GET /version", FakeDocker.status(500, "layer does not exist"));
      Finding failed = check().look(LONG);
      assertThat(failed.health()).isEqualTo(Health.FAIL);
      assertThat(failed.reason())
          .startsWith("/version answered 500: layer does not exist; /info is not allowed");
    }
  }

  @Test
  void noSocketAndNobodyBehindItAreNoDaemon() throws Exception {
    Finding absent = check().look(LONG);
    assertThat(absent.health()).isEqualTo(Health.FAIL);
    assertThat(absent.reason()).startsWith("there is no " + socket());

    Files.writeString(socket(), "");
    Finding refused = check().look(LONG);
    assertThat(refused.health()).isEqualTo(Health.FAIL);
    assertThat(refused.reason()).startsWith("nobody listens at " + socket());
  }

  @Test
  void aSocketThatThisProcessMayNotUseSaysNothingOfTheDaemon() throws Exception {
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("r--r--r--"));
      assumeFalse(Files.isWritable(socket()), "root may use every socket");

      Finding finding = check().look(LONG);

      assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
      assertThat(finding.reason()).contains("may not use");
      assertThat(docker.heard).isEmpty();
    }
  }

  @Test
  void anInterruptEndsALookThatHangs() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FakeDocker docker = FakeDocker.healthy(socket())) {
      docker.on(
          "GET /_ping",
          (peer, asked) -> {
            arrived.countDown();
            docker.hang().answer(peer, asked);
          });
      CompletableFuture<Finding> found = new CompletableFuture<>();
      Thread looking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  found.complete(check().look(Duration.ofHours(1)));
                } catch (InterruptedException e) {
                  found.completeExceptionally(e);
                }
              });
      arrived.await();
      looking.interrupt();

      assertThatThrownBy(found::get).hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aDaemonThatTakesTooLongIsSickNotUnknown() {
    assertThat(check().overdue(LONG).health()).isEqualTo(Health.FAIL);
  }

  private Path socket() {
    return folder.resolve("docker.sock");
  }

  private DockerCheck check() {
    return new DockerCheck(socket(), Ticker.system(), Pause.system());
  }
}
