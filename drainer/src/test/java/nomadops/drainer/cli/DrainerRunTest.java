package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.model.Node;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.sqs.ElasticMq;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message in a queue, a node in Nomad, a hook in AWS: all of it over the wire. */
class DrainerRunTest {
  private static final String INSTANCE = "i-0194708ef7e24dcc7";
  private static final String BATCH =
      """
      {"Job":{"ID":"work","Type":"batch","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
      "Driver":"mock_driver","Config":{"run_for":"6s"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ElasticMq sqs = new ElasticMq();
  private final AutoScaling aws = new AutoScaling();
  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final FakeSignals signals = new FakeSignals();

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    var _ = sqs.queue("terminations");
  }

  @AfterEach
  void close() {
    nomad.close();
    aws.close();
    sqs.close();
  }

  @Test
  void aNoticeDrainsItsNodeAndCompletesItsHookAndIsDeletedLast() throws Exception {
    String nodeId =
        nomad
            .state()
            .addNode("client-1", Map.of("unique.platform.aws.instance-id", INSTANCE), Map.of());
    nomad.state().register(BATCH);
    await(() -> nomad.state().jobs("running") == 1);
    sqs.send("terminations", terminating());
    CompletableFuture<ExitCode> run = start();
    await(() -> sqs.size("terminations") == 0);
    assertThat(aws.calls("CompleteLifecycleAction", INSTANCE, "CONTINUE"))
        .as("completed once; it said: %s", said())
        .isEqualTo(1);
    assertThat(aws.calls("RecordLifecycleActionHeartbeat", INSTANCE)).isPositive();
    assertThat(node(nodeId).schedulingEligibility()).isEqualTo("ineligible");
    assertThat(nomad.state().jobs("dead")).as("the work came to its own end").isEqualTo(1);
    assertThat(
            nomad.state().journal().effects().stream()
                .filter(effect -> effect instanceof Effect.NodeDrain drain && drain.draining()))
        .as("one drain, asked for once")
        .hasSize(1);
    assertThat(stop(run)).as(said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aTestNotificationIsDeletedAndNothingElse() throws Exception {
    sqs.send(
        "terminations",
        """
        {"AccountId":"609519224176","RequestId":"b36d6757","AutoScalingGroupName":"my-asg",\
        "Service":"AWS Auto Scaling","Event":"autoscaling:TEST_NOTIFICATION","Time":"2018-05-14T22:39:45.555Z"}\
        """);
    CompletableFuture<ExitCode> run = start();
    await(() -> sqs.size("terminations") == 0);
    assertThat(aws.calls("CompleteLifecycleAction")).isZero();
    assertThat(stop(run)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void withoutAQueueItSaysWhatToName() throws Exception {
    assertThat(program("run", "-address", "" + nomad.address())).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("queues").contains("-queues=https://sqs.");
  }

  private CompletableFuture<ExitCode> start() {
    return CompletableFuture.supplyAsync(() ->
        program(
            "run",
            "-address",
            "" + nomad.address(),
            "-queues",
            sqs.url("terminations"),
            "-autoscaling-endpoint",
            aws.endpoint(),
            "-admin-address",
            "127.0.0.1:0"));
  }

  private ExitCode program(String... words) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings around = new Surroundings(Map.of(), stream, stream, Terminal.PIPE, Terminal.PIPE);
    List<String> all = new ArrayList<>(List.of("drainer"));
    all.addAll(List.of(words));
    return new Program(
            Commands.group("nomad-ops", "for a test", DrainerCommand.spec(signals)), around)
        .run(all.toArray(String[]::new));
  }

  private ExitCode stop(CompletableFuture<ExitCode> run) throws Exception {
    signals.send("TERM");
    return run.get(60, TimeUnit.SECONDS);
  }

  private Node node(String id) throws InterruptedException {
    try (NomadClient client =
        NomadClient.connect(
            Connection.to(nomad.address().toString()).build(),
            WireObserver.NONE,
            Ticker.system(),
            Pause.system(),
            java.util.random.RandomGenerator.getDefault())) {
      return client.nodes().read(id).value().orElseThrow();
    }
  }

  private void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not: %s", said()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String terminating() {
    return """
    {"LifecycleHookName":"my-hook","AccountId":"609519224176","RequestId":"5d858daa-5692-135e-98ca-ef04118c2ab5",\
    "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"my-asg",\
    "Service":"AWS Auto Scaling","Time":"%s","EC2InstanceId":"%s","LifecycleActionToken":"602063c7-4a06-4a67-b8cf-87ccc33bdc86"}\
    """
        .formatted(java.time.Instant.now(), INSTANCE);
  }
}
