package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.Retries;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a call waits, and what ends its wait.
final class WaitTest {
  private static final RecordedNomad SERVER = new RecordedNomad();
  private static final JobKey JOB = JobKey.inDefault("a");
  private static final String PURGED =
      "{\"EvalID\":\"e\",\"EvalCreateIndex\":9,\"JobModifyIndex\":9,\"Index\":9}";

  @BeforeEach
  void reset() {
    SERVER.server().resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void anInterruptedCallKeepsTheFlag() {
    SERVER.answerAll(okJson(PURGED));
    try (NomadClient nomad = connect(SERVER.plain())) {
      Thread.currentThread().interrupt();
      NomadFault caught =
          catchThrowableOfType(
              NomadFault.class, () -> nomad.jobs().purge(JOB, OptionalInt.empty()));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(caught)
          .isInstanceOfAny(NomadFault.NotSent.class, NomadFault.MaybeApplied.class)
          .hasMessageContaining("interrupted");
    }
  }

  @Test
  void anInterruptEndsAWaitOnAPlatformThreadToo() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NomadClient nomad =
            connect(
                Connection.to("http://127.0.0.1:" + silent.getLocalPort()).retries(Retries.NONE))) {
      CompletableFuture<NomadFault> caught = new CompletableFuture<>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() ->
                  caught.complete(
                      catchThrowableOfType(NomadFault.class, () -> nomad.evaluations().read("e"))));
      try (Socket asked = silent.accept()) {
        assertThat(asked.getInputStream().read()).isEqualTo('G');
        waiting.interrupt();
        assertThat(caught.get(10, TimeUnit.SECONDS))
            .isInstanceOf(NomadFault.MaybeApplied.class)
            .hasMessageContaining("interrupted");
      }
    }
  }

  @Test
  void aBlockingQueryMayTakeItsWaitOnTopOfTheTimeout() {
    SERVER.answerAll(okJson("{\"ID\":\"e\"}").withFixedDelay(400));
    try (NomadClient nomad = connect(SERVER.plain().requestTimeout(Duration.ofMillis(200)))) {
      assertThat(nomad.evaluations().read("e", 5, Duration.ofSeconds(2)).value()).isPresent();
      assertThat(SERVER.lastUrl()).isEqualTo("/v1/evaluation/e?namespace=*&index=5&wait=2000ms");
      assertThatThrownBy(() -> nomad.evaluations().read("e"))
          .isInstanceOf(NomadFault.MaybeApplied.class);
    }
  }

  @Test
  void aListenerMayBeSlowerThanTheTimeout() throws Exception {
    String item = "{\"ID\":\"a\",\"StatusDescription\":\"" + "x".repeat(2_000) + "\"}";
    SERVER.answerAll(okJson("[" + (item + ",").repeat(2_000) + item + "]"));
    int[] seen = {0};
    try (NomadClient nomad = connect(SERVER.plain().requestTimeout(Duration.ofMillis(1_500)))) {
      nomad
          .jobs()
          .pages(
              Read.defaults(),
              (_, _) -> {
                if (seen[0]++ == 5) {
                  Thread.sleep(2_000);
                }
              });
    }
    assertThat(seen[0]).isEqualTo(2_001);
  }

  private static NomadClient connect(ConnectionBuilder connection) {
    return NomadClient.connect(connection.build());
  }
}
