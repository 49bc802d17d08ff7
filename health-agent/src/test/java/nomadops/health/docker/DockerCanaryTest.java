package nomadops.health.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DockerCanaryTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String START = "POST /containers/[^/]+/start";
  private static final String WAIT = "POST /containers/[^/]+/wait";
  private static final String CREATE = "POST /containers/create";
  private static final String REMOVE = "DELETE /containers/";

  @TempDir private Path folder;
  private FakeDocker docker;

  @BeforeEach
  void start() throws Exception {
    docker = FakeDocker.healthy(folder.resolve("docker.sock"));
  }

  @AfterEach
  void stop() throws Exception {
    docker.close();
  }

  @Test
  void aCanaryLivesAndIsGone() throws Exception {
    Finding finding = canary("busybox:1").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.OK);
    assertThat(finding.reason())
        .matches("create \\d+ ms, start \\d+ ms, run \\d+ ms, remove \\d+ ms");
    assertThat(docker.containers).isEmpty();
    FakeDocker.Asked create = docker.heard.get(1);
    assertThat(create.path()).isEqualTo("/containers/create?name=nomad-ops-canary-node-1");
    assertThat(create.body())
        .isEqualTo(
            "{\"Image\":\"busybox:1\",\"Cmd\":[\"true\"],\"NetworkDisabled\":true,"
                + "\"Labels\":{\"nomad-ops.canary\":\"node-1\"},"
                + "\"HostConfig\":{\"NetworkMode\":\"none\",\"LogConfig\":{\"Type\":\"none\"},"
                + "\"RestartPolicy\":{\"Name\":\"no\"}}}");
  }

  @Test
  void aMissingImageIsUnknownAndNamed() throws Exception {
    Finding finding = canary("busybox:9").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(finding.reason()).contains("the image busybox:9 is not on this client");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /containers/json, list",
    CREATE + ", create",
    START + ", start",
    WAIT + ", wait"
  })
  void aStepThatHangsIsSickAndNothingIsLeft(String call, String said) throws Exception {
    docker.on(call, docker.hang());

    Finding finding = canary("busybox:1").look(SHORT);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).startsWith(said + " did not answer in ");
    assertThat(docker.containers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, START, WAIT})
  void aStepThatFailsIsSickAndNothingIsLeft(String call) throws Exception {
    docker.on(call, FakeDocker.status(500, "OCI runtime create failed"));

    Finding finding = canary("busybox:1").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).endsWith("answered 500: OCI runtime create failed");
    assertThat(docker.containers).isEmpty();
  }

  @Test
  void oneThatWasCreatedInSilenceIsRemovedAllTheSame() throws Exception {
    docker.on(CREATE, docker.mute());

    Finding finding = canary("busybox:1").look(SHORT);

    assertThat(finding.reason()).startsWith("create did not answer in ");
    assertThat(docker.asked()).anyMatch(line -> line.startsWith(REMOVE));
    assertThat(docker.containers).isEmpty();
  }

  @Test
  void oneThatCannotBeRemovedIsSickAndTheNextRunBeginsWithIt() throws Exception {
    docker.on(REMOVE, FakeDocker.status(500, "device or resource busy"));

    Finding first = canary("busybox:1").look(LONG);
    assertThat(first.health()).isEqualTo(Health.FAIL);
    assertThat(first.reason()).isEqualTo("remove answered 500: device or resource busy");
    Finding second = canary("busybox:1").look(LONG);
    assertThat(second.health()).isEqualTo(Health.FAIL);
    assertThat(second.reason()).startsWith("a canary of before: remove answered 500");
    assertThat(docker.containers).hasSize(1);

    docker.well(REMOVE);
    assertThat(canary("busybox:1").look(LONG).health()).isEqualTo(Health.OK);
    assertThat(docker.containers).isEmpty();
  }

  @Test
  void whatBelongsToOthersStaysEvenWhereTheFilterIsNotKnown() throws Exception {
    docker.filters = false;
    docker.containers.put("a", new FakeDocker.Container("web", "", "web:1", "running"));
    docker.containers.put("b", new FakeDocker.Container("c", "node-2", "busybox:1", "running"));
    docker.containers.put("d", new FakeDocker.Container("e", "node-1", "busybox:1", "exited"));

    assertThat(canary("busybox:1").look(LONG).health()).isEqualTo(Health.OK);

    assertThat(docker.containers).containsOnlyKeys("a", "b");
  }

  @Test
  void aNameThatAnotherHasIsUnknownAndTheOtherStays() throws Exception {
    docker.containers.put(
        "a", new FakeDocker.Container("nomad-ops-canary-node-1", "", "web:1", "running"));

    Finding finding = canary("busybox:1").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(docker.containers).containsOnlyKeys("a");
  }

  @Test
  void aCommandThatFailsSaysNothingOfTheDaemon() throws Exception {
    docker.exitCode = 127;

    Finding finding = canary("busybox:1").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(finding.reason()).contains("ended with 127");
    assertThat(docker.containers).isEmpty();
  }

  @Test
  void anInterruptedCanaryIsRemovedBeforeItsThreadEnds() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    docker.on(
        WAIT,
        (peer, asked) -> {
          arrived.countDown();
          docker.hang().answer(peer, asked);
        });
    CompletableFuture<Finding> found = new CompletableFuture<>();
    Thread looking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                found.complete(canary("busybox:1").look(Duration.ofHours(1)));
              } catch (InterruptedException e) {
                found.completeExceptionally(e);
              }
            });
    arrived.await();
    assertThat(docker.containers).hasSize(1);
    looking.interrupt();

    assertThatThrownBy(found::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(docker.containers).isEmpty();
  }

  @Test
  void aDaemonThatIsNotThereIsSick() throws Exception {
    docker.close();

    assertThat(canary("busybox:1").look(LONG).health()).isEqualTo(Health.FAIL);
    assertThat(canary("busybox:1").overdue(LONG).health()).isEqualTo(Health.FAIL);
  }

  @Test
  void anOwnerThatNoContainerCanBeNamedAfterIsRefused() {
    assertThatThrownBy(() -> new CanaryTerms("busybox:1", List.of(), "a/b?c"))
        .hasMessageContaining("\"a/b?c\"");
    assertThatThrownBy(() -> new CanaryTerms(" ", List.of(), "a")).hasMessageContaining("image");
  }

  private DockerCanary canary(String image) {
    return new DockerCanary(
        folder.resolve("docker.sock"),
        new CanaryTerms(image, List.of("true"), "node-1"),
        Ticker.system(),
        Pause.system());
  }
}
